"""The words that say when and how a subscription is told: patterns over lower-case letters without accents.

Arabic ones are written with one form of each letter (`bot.arabic.one_form` is applied to all). Absent on purpose:
«matin», «midi» and «live» by themselves, for newspapers are called so, and abbreviated days alone («mer Rouge», «Sam»).
"""

from __future__ import annotations

DAYS: tuple[tuple[str, str], ...] = (
    ("lundis?|mondays?|الاثنين|الإثنين", "lun|mon|اثنين"),
    ("mardis?|tuesdays?|الثلاثاء|الثلاثا", "mar|tues?|ثلاثاء"),
    ("mercredis?|wednesdays?|الأربعاء|الأربعا", "mer|wed|أربعاء"),
    ("jeudis?|thursdays?|الخميس", "jeu|thu(?:rs?)?|خميس"),
    ("vendredis?|fridays?|الجمعة", "ven|fri|جمعة"),
    ("samedis?|saturdays?|السبت", "sam|sat|سبت"),
    ("dimanches?|sundays?|الأحد", "dim|sun|أحد"),
)
"""Monday to Sunday: the words that always mean the day, and those that do in a list, a span or after EACH."""

EACH = r"chaque|tous\s+les|toutes\s+les|every|each|كل"
ON = r"les?|on|the|يوم|أيام|في"
FROM, TO = r"du|from|de|من", r"[-–—]|au|a|to|through|thru|till|until|jusqu['’]?\s?au|إلى|الى|حتى"
AND = r",|،|/|&|\+|et|and|و"

WEEKDAYS = (
    r"week\s?days|working\s+days|business\s+days|en\s+semaine|"
    r"jours?\s+(?:ouvres?|ouvrables?|de\s+(?:la\s+)?semaine)"
)
WEEKDAYS_AR = r"أيام\s+(?:العمل|الدوام|الأسبوع)"
WEEKEND = r"(?:le|les|on|at|the)?\s*\bweek[\s-]?ends?|en\s+fin\s+de\s+semaine"
WEEKEND_AR = r"(?:في\s+)?(?:نهاية|عطلة)\s+(?:ال)?أسبوع"

DAILY = (
    r"(?:chaque|tous\s+les|1\s+fois\s+par|une\s+fois\s+par)\s+jours?|quotidien(?:ne)?(?:ment)?|par\s+jour|"
    r"every\s?day|each\s+day|daily|once\s+a\s+day|a\s+day|كل\s+يوم|يوميا|يومي"
)
WEEKLY = (
    r"chaque\s+semaine|toutes\s+les\s+semaines|(?:une\s+fois\s+|1\s+fois\s+)?par\s+semaine|hebdo(?:madaire)?(?:ment)?|"
    r"weekly|every\s+week|once\s+a\s+week|كل\s+أسبوع|أسبوعيا|أسبوعي|مرة\s+في\s+الأسبوع"
)
TWICE = (
    r"(?:deux|2)\s+fois\s+(?:par|le)\s+jour|2\s?x\s?(?:par\s+|/\s?)?jour|(?:le\s+)?matin\s+et\s+(?:le\s+)?soir|"
    r"twice\s+(?:a\s+day|daily|per\s+day)|(?:2\s?x|two\s+times)\s+(?:a|per)\s+day|mornings?\s+and\s+evenings?|"
    r"مرتين\s+(?:في\s+اليوم|يوميا|كل\s+يوم)|صباحا\s+و\s?مساء"
)
HOURLY = r"toutes\s+les\s+heures|chaque\s+heure|hourly|every\s+hour|كل\s+ساعة"
EVERY_HOURS = r"(?:toutes\s+les|every|كل)\s+(?P<often>\d{1,2})\s?(?:h|heures?|hours?|ساعات|ساعة)\b"

MORNING = r"(?:chaque|tous\s+les)\s+matins?|every\s+morning|each\s+morning|كل\s+صباح|صباحا"
EVENING = r"(?:chaque|tous\s+les)\s+soirs?|every\s+(?:evening|night)|each\s+evening|كل\s+مساء|مساء"
NOON = r"(?:a\s+)?(?<=a\s)midi|(?:at\s+)?(?<=at\s)noon|عند\s+الظهر|ظهرا"
MIDNIGHT = r"(?:a\s+)?(?<=a\s)minuit|(?:at\s+)?(?<=at\s)midnight|(?:عند\s+)?منتصف\s+الليل"

AT_ONCE = (
    r"(?:en\s+)?alertes?|tout\s+de\s+suite|sur[\s-]le[\s-]champ|immediat(?:e?s?|ement)|aussitot|"
    r"instantane(?:e?s?|ment)|en\s+direct|(?:en\s+)?temps\s+reel|des\s+que\s+possible|sans\s+attendre|"
    r"at\s+once|immediate(?:ly)?|instant(?:ly)?|right\s+away|straight\s+away|as\s+it\s+happens|(?:in\s+)?real[\s-]?time|"
    r"(?:as\s+)?(?:an\s+)?alerts?|فورا|فوري|فوريا|حالا|عاجلا?|تنبيه(?:ات)?|في\s+الحال|لحظيا"
)
SILENT = (
    r"silencieu(?:x|ses?|sement)|en\s+silence|sans\s+(?:bruit|son)|muets?|silent(?:ly)?|silence|quietly|mute|"
    r"(?:without\s+(?:a\s+)?|no\s+)sound|صامتا?|بصمت|(?:بلا|بدون|دون)\s+صوت"
)
ALOUD = r"avec\s+(?:le\s+)?(?:son|bruit)|sonore|with\s+(?:a\s+)?sound|aloud|(?:مع\s+صوت|بصوت)"
EVEN_EMPTY = (
    r"meme\s+(?:si|s['’]il)\s+(?:il\s+)?(?:n['’]y\s+a\s+)?rien(?:\s+de\s+(?:neuf|nouveau))?|"
    r"meme\s+sans\s+(?:nouvelles?|nouveaute|rien|nouveau)|meme\s+vides?|"
    r"even\s+(?:if|when)\s+(?:there\s+is\s+|there['’]s\s+|it['’]s\s+)?(?:nothing|empty|no\s+news)(?:\s+new)?|"
    r"even\s+without\s+news|حتى\s+(?:لو|إن|ولو)?\s?(?:لم\s+يكن\s+)?(?:هناك\s+)?(?:بلا|بدون|لا)?\s?جديد"
)

BEFORE_MIDDAY = r"a\.?m\.?|du\s+matin|in\s+the\s+morning|صباحا|ص"
AFTER_MIDDAY = (
    r"p\.?m\.?|du\s+soir|de\s+l['’]apres-midi|in\s+the\s+(?:evening|afternoon)|at\s+night|مساء|ليلا|ظهرا|بعد\s+الظهر|م"
)
AT = r"a|at|vers|des|around|by|في|عند|على"
OCLOCK = r"الساعة"
AGO = ("depuis", "dernieres", "last", "past", "since", "منذ", "اخر", "les", "for")
"""Words before a number of hours that is no hour of the day: «depuis 24h»."""

EVERYTHING = ("tout", "tous", "toutes", "everything", "all", "anything", "كل شيء", "الكل", "كل الأحداث", "الجميع")
OFF = (
    "off", "non", "no", "none", "aucune", "aucun", "jamais", "never", "stop", "fin", "rien", "sans", "end",
    "إيقاف", "لا", "بدون", "إلغاء", "أوقف", "بلا",
)  # fmt: skip
"""What ends quiet hours."""
