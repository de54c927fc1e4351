"""Lines that a channel puts around its news: calls to subscribe, credits, links to other pieces.

Each is a regular expression that must fill its line; a sentence that only holds such words stays. Absent on purpose:
«publicité» and «vidéo» alone at the head of a line, which open real sentences.
"""

LINES = (
    r"(?:rejoignez|suivez|abonnez[- ]vous|retrouvez)\b.{0,60}\b(?:chaîne|canal|telegram|whatsapp|page)\b.{0,40}",
    r"(?:rejoignez|suivez|abonnez[- ]vous|retrouvez)\b.{0,60}\b(?:nous|newsletter|facebook|twitter)\b.{0,40}",
    r"(?:à )?(?:lire|voir) (?:aussi|également|:).{0,160}",
    r"crédits? ?(?:photos?|images?|vidéos?)? ?[:©].{0,80}",
    r"(?:photos?|images?) ?[:©].{0,80}",
    r"©.{0,80}",
    r"sources? ?: ?.{0,60}",
    r"(?:partagez|partager|share|tweet|imprimer)(?: .{0,40})?",
    r"tous droits réservés.{0,60}",
    r"(?:join|follow|subscribe) .{0,60}",
    r"[#@]\w+(?:\s+[#@]\w+)*",
)
