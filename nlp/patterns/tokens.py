"""French spelling facts that decide where a word ends."""

# Words that keep their full stop. Absent on purpose: «p.», «no.» and «art.», which end a sentence in dispatches more
# often than they abbreviate.
ABBREVIATIONS = frozenset(
    "m. mm. mr. mme. mmes. mlle. dr. pr. me. mgr. st. ste. gén. gal. col. cdt. cap. capt. lt. sgt. av. apr. "  # noqa: SIM905
    "j.-c. cf. etc. env. tél. vol. réf. éd. jr. janv. févr. avr. juil. sept. oct. nov. déc. c.-à-d.".split()
)

# An apostrophe after one of these closes a word of its own: «l'» «armée».
ELISIONS = frozenset("l d j m t s c n qu lorsqu puisqu jusqu quoiqu".split())  # noqa: SIM905

# Words whose apostrophe or hyphen is inside.
WHOLE = frozenset(
    "aujourd'hui l'on c'est-à-dire main-d'œuvre main-d'oeuvre rendez-vous garde-à-vous "  # noqa: SIM905
    "n'djamena n'djaména".split()
)

# Pronouns hung on a verb by a hyphen: «a-t-il», «est-ce». Absent on purpose: «-la», «-le» and «-les», which in
# dispatches belong to names; «-ci», «-là» and «-même», which the treebanks keep in the word.
CLITICS = (
    *("t-il", "t-elle", "t-on", "t-ils", "t-elles", "il", "elle", "on", "ils", "elles", "je", "tu", "nous", "vous"),
    *("ce", "moi", "toi", "lui", "leur", "en", "y"),
)
