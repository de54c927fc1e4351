"""The codes that say how a slot was read: a closed list, one code for one meaning, for catalogues to put into words.

A reason is a code, before which any of `WRAPPERS` may stand («pronoun:subject»: a pronoun that is the subject). «The
trigger» is the word that tells the event. A reading stored before this list may hold codes that are not in it.
"""

from __future__ import annotations

TRIGGER = {
    "verb": "a verb of the lexicon",
    "pronominal": "a pronominal verb of the lexicon («se retirer»)",
    "noun": "an event noun of the lexicon",
    "locution": "a locution of the lexicon («prendre le contrôle»)",
    "lexicon": "in the lexicon; no more is known",
}
GRAMMAR = {
    "subject": "the subject of the trigger",
    "passive_subject": "the subject of the trigger in the passive, who suffers it",
    "object": "the direct object of the trigger",
    "indirect_object": "the indirect object of the trigger («lui», «leur»)",
    "agent": "the agent of the trigger («par X»)",
    "complement_of": "a complement of the trigger with «de»",
    "complement_to": "a complement of the trigger with «à» or «auprès de»",
    "complement_against": "a complement of the trigger with «contre», «face à», «visant»",
    "complement_with": "a complement of the trigger with «avec»",
    "complement_between": "a complement of the trigger with «entre»",
    "complement_place": "a complement of the trigger with a preposition of place («dans», «près de»)",
    "complement": "a complement of the trigger with another preposition, or none",
    "adjective": "an adjective of the trigger («frappe israélienne»)",
    "possessive": "a possessive of the trigger («leur attaque»)",
    "modified": "the noun that the trigger describes («les soldats tués»)",
    "head": "the word that the trigger hangs on («les auteurs de l'attaque»)",
    "subordinate": "in a phrase or clause that hangs on the trigger, deeper down",
    "sentence_subject": "a subject in the trigger's sentence, without a closer tie to it",
    "sentence_place": "in a phrase of place of the trigger's sentence, without a closer tie to it",
    "sentence": "named in the trigger's sentence, without a closer tie to it",
    "before_subject": "a subject in the sentence before",
    "before": "named in the sentence before",
    "earlier": "named further back",
}
PLACE = GRAMMAR | {
    "opening": "named at the article's head: a title, a dateline",
    "after": "named in the sentence after",
    "stand_in_noun": "a noun that stands for a place named before («la ville»)",
    "stand_in_y": "«y», which stands for a place named before",
    "stand_in_where": "«où», which stands for the place just named",
    "site": "a site without a name («l'aéroport»)",
    "place": "a place's name; no more is known",
}
CARRIED = {"carried": "told in another sentence, and still holding"}
WHEN = CARRIED | {
    "ago": "so long before publication («il y a trois jours»)",
    "ahead": "so long after publication («dans trois jours»)",
    "bare_day": "a day without its month («le 12»)",
    "by": "at the latest then («d'ici à vendredi», «avant mardi»)",
    "dateline": "the day at the article's head",
    "day": "a day of a month",
    "deictic": "counted from publication («hier», «demain»)",
    "for": "for so long, up to publication («depuis trois jours»)",
    "later": "so long before or after the day told last («deux jours plus tard»)",
    "month": "a month",
    "night": "a night («dans la nuit»)",
    "night_of": "the night of a day («dans la nuit de samedi»)",
    "pair": "two days or months that touch («samedi et dimanche»)",
    "range": "from one day to another",
    "relative": "counted from the day told last («la veille»)",
    "since": "from that day on («depuis lundi»)",
    "today": "the day of publication («ce matin»)",
    "until": "up to that day («jusqu'au 30 juin»)",
    "week": "a week",
    "weekday": "a day of the week",
    "weekday_day": "a day of the week with its date",
    "weekend": "a weekend",
    "within": "within so long («sous trois jours»)",
    "year": "a year",
}
STATUS = {
    "negation": "a negation («n'a pas tiré»)",
    "none": "a word for nobody or nothing («aucun raid», «nul»)",
    "denied": "under a verb of denial («dément avoir tiré»)",
    "future": "a verb in the future",
    "expected": "a verb of expecting («est attendu»)",
    "plan": "under a verb or noun of planning («doit», «projet de»)",
    "scheduled": "the object of a verb of scheduling («a convoqué une réunion»)",
    "future_of_past": "a conditional that is the future of something said («a annoncé que l'armée enverrait»)",
    "postponed": "a verb of postponing («a été reportée»): still to come",
    "cancelled": "a verb of cancelling («a annulé sa visite»)",
    "failed": "under a verb of failing, or an attempt in vain («a failli», «sans succès»)",
    "to_come": "a word for what is to come («prévu», «prochain»)",
}
ATTRIBUTION = CARRIED | {
    "opener": "after words such as «selon»",
    "inverted": "after a verb of saying that follows the statement («…, a affirmé X»)",
    "governing": "the subject of a verb of saying that leads the statement («X affirme que…»)",
    "relay": "who is told the statement and passes it on («a déclaré Y à la chaîne X»)",
    "echo": "words that point at an unnamed speaker («à l'en croire»)",
    "pronoun": "a word that points at who was named before («il», «l'officier»)",
}
TOLL = {
    "toll_noun": "the counted noun says it («dix morts»)",
    "toll_subject": "the subject of a verb that says it («dix soldats ont péri»)",
    "toll_object": "the object of a verb that says it («a tué dix soldats»)",
    "toll_life": "«coûter la vie à», «ôter la vie à»",
    "toll_of": "a complement of a noun that says it («la mort de dix soldats»)",
    "toll_participle": "described by a participle that says it («dix soldats tués»)",
    "toll_near": "a word near the number says it",
    "toll_none": "«aucun mort», «sans faire de blessé»",
    "toll_person": "one person, by name or office, is killed",
}
WRAPPERS = {
    "pronoun": "the word is a pronoun for someone named before, and is …",
    "apposition": "in apposition to a word that is …",
    "inside": "inside a phrase whose head is … («le chef des rebelles»)",
    "antecedent": "what a relative pronoun stands for, which is …",
    "governor": "the same, not to the trigger but to what it hangs on: … («l'armée a mené une attaque»)",
    "below": "the same, not to the trigger but to what hangs on it: … («a tiré, blessant six civils»)",
    "shared": "by coordination («a attaqué et pillé»), and is …",
}
SLOTS = {
    "trigger": TRIGGER,
    "source": GRAMMAR,
    "target": GRAMMAR,
    "place": PLACE,
    "when": WHEN,
    "status": STATUS,
    "attribution": ATTRIBUTION,
    "killed": TOLL,
    "wounded": TOLL,
}
"""The codes that each slot may carry, with what they mean."""


def unwrapped(reason: str) -> tuple[tuple[str, ...], str]:
    """Split a reason into its wrappers, outermost first, and its code."""
    *wrappers, code = reason.split(":")
    return tuple(wrappers), code


def is_listed(slot: str, reason: str) -> bool:
    """Tell whether a slot (a key of `SLOTS`) may carry a reason."""
    wrappers, code = unwrapped(reason)
    return code in SLOTS[slot] and (not wrappers or (code in PLACE and set(wrappers) <= set(WRAPPERS)))
