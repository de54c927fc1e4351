"""The words that say when and how a subscription is told: patterns over lower-case letters without accents.

Arabic ones are written with one form of each letter (`bot.arabic.one_form` is applied to all). Absent on purpose:
«matin», «soir» and «live» by themselves, for newspapers are called so, and abbreviated days alone («mer Rouge», «Sam»).
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

NUMBERS: dict[str, int] = {
    **{"une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10},
    **{"onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix-sept": 17},
    **{"dix-huit": 18, "dix-neuf": 19, "vingt": 20, "vingt et une": 21, "vingt-deux": 22, "vingt-trois": 23},
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12},
}
ORDINALS: dict[str, int] = {
    **{"الواحدة": 1, "الثانية": 2, "الثالثة": 3, "الرابعة": 4, "الخامسة": 5, "السادسة": 6, "السابعة": 7},
    **{"الثامنة": 8, "التاسعة": 9, "العاشرة": 10, "الحادية عشرة": 11, "الثانية عشرة": 12},
}
"""Hours in words: Arabic counts them."""
_FEW = {"ثلاث": 3, "أربع": 4, "ست": 6, "ثماني": 8} | {word: n for word, n in NUMBERS.items() if 1 < n <= 12}
FEW: dict[str, int] = _FEW
"""How many times, or hours, in words."""

EACH = r"chaque|tous\s+les|toutes\s+les|every|each|كل"
ON = r"les?|on|the|يوم|أيام|في"
FROM, TO = r"du|from|de|من", r"[-–—]|au|a|to|through|thru|till|until|jusqu['’]?\s?au|إلى|الى|حتى"
EXCEPT = (
    r"(?:but\s+|and\s+|mais\s+|et\s+)?(?:sauf|sans|excepte|hormis|hors|a\s+part|a\s+l['’]exception\s+(?:de|du|des)|pas|jamais|"
    r"except(?:ing)?(?:\s+for)?|excluding|apart\s+from|not|never|no|but|"
    r"و?(?:ما\s+عدا|ماعدا|عدا|إلا|باستثناء|سوى|ليس|لا|دون|بدون|بلا))(?:\s+(?:pendant|during|at|over|in))?"
)
"""Words before days that are left out: «sauf le week-end»."""
AND = r",|،|/|&|\+|et|and|و"

WEEKDAYS = (
    r"week\s?days|working\s+days|business\s+days|en\s+semaine|"
    r"jours?\s+(?:ouvres?|ouvrables?|de\s+(?:la\s+)?semaine)"
)
WEEKDAYS_AR = r"أيام\s+(?:العمل|الدوام|الأسبوع)"
WEEKEND = r"(?:le|les|on|at|the)?\s*\bweek[\s-]?ends?|en\s+fin\s+de\s+semaine"
WEEKEND_AR = r"(?:في\s+)?(?:عطلة\s+)?نهاية\s+(?:ال)?أسبوع|(?:في\s+)?عطلة\s+(?:ال)?أسبوع"

DAILY = (
    r"(?:chaque|tous\s+les|1\s+fois\s+par|une\s+fois\s+par)\s+jours?|quotidien(?:ne)?(?:ment)?|par\s+jour|"
    r"every\s?day|each\s+day|daily|once\s+a\s+day|a\s+day|كل\s+يوم|يوميا|يومي"
)
WEEKLY = (
    r"chaque\s+semaine|toutes\s+les\s+semaines|(?:une\s+fois\s+|1\s+fois\s+)?par\s+semaine|hebdo(?:madaire)?(?:ment)?|"
    r"weekly|every\s+week|once\s+a\s+week|كل\s+أسبوع|أسبوعيا|أسبوعي|مرة\s+في\s+الأسبوع"
)
TWICE_A_WEEK = (
    r"(?:deux|2)\s+fois\s+(?:par|la)\s+semaine|bi-?hebdo(?:madaire)?|twice\s+weekly|"
    r"(?:twice|two\s+times|2\s+times|2x)\s+(?:a|per)\s+week|مرتين\s+(?:في\s+الأسبوع|أسبوعيا)"
)
THRICE_A_WEEK = (
    r"(?:trois|3)\s+fois\s+(?:par|la)\s+semaine|(?:three|3)\s+times\s+(?:a|per)\s+week|"
    r"(?:3|ثلاث)\s+مرات\s+(?:في\s+الأسبوع|أسبوعيا)"
)
A_WEEK = {(0, 3): TWICE_A_WEEK, (0, 2, 4): THRICE_A_WEEK}
"""How often a week, by the days that stand for it."""
OPEN = frozenset(
    (
        *("partir", "depuis", "jusqu'a", "jusqu’a", "jusqu'au", "jusqu’au", "avant", "apres", "des", "prochain"),
        *("since", "until", "till", "before", "after", "starting", "beginning", "last", "next", "this"),
        *("منذ", "حتى", "قبل", "بعد", "ابتداء"),
    )
)
"""Words before one day that make it a date."""
TWICE = (
    r"(?:deux|2)\s+fois\s+(?:par|le)\s+jour|2\s?x\s?(?:par\s+|/\s?)?jour|(?:le\s+)?matin\s+et\s+(?:le\s+)?soir|"
    r"twice\s+(?:a\s+day|daily|per\s+day)|(?:2\s?x|two\s+times)\s+(?:a|per)\s+day|mornings?\s+and\s+evenings?|"
    r"مرتين\s+(?:في\s+اليوم|يوميا|كل\s+يوم)|صباحا\s+و\s?مساء"
)
HOURLY = r"toutes\s+les\s+heures|chaque\s+heure|hourly|every\s+hour|كل\s+ساعة"
EVERY_HOURS = (
    rf"(?:toutes\s+les|every|كل)\s+(?:(?P<often>\d{{1,2}}|{'|'.join(_FEW)})\s?(?:h|heures?|hours?|hrs?|ساعات|ساعة)|"
    r"(?P<pair>ساعتين))\b"
)
TIMES = (
    rf"(?P<times>[3-9]|1\d|{'|'.join(_FEW)})\s*"
    r"(?:fois\s+(?:par|le)\s+jour|times\s+(?:a|per)\s+day|times\s+daily|مرات\s+(?:في\s+اليوم|يوميا))"
)

MORNING = r"(?:chaque|tous\s+les)\s+matins?|every\s+morning|each\s+morning|كل\s+صباح|صباحا"
EVENING = r"(?:chaque|tous\s+les)\s+soirs?|every\s+(?:evening|night)|each\s+evening|كل\s+مساء|مساء"
NOON = r"(?:a\s+|vers\s+)?(?<!du\s)(?<!le\s)(?<!-)midi(?!\s+libre)|(?:at\s+)?(?:noon|midday)|عند\s+الظهر|ظهرا"
MIDNIGHT = r"(?:a\s+|vers\s+)?minuit|(?:at\s+)?midnight|(?:عند\s+)?منتصف\s+الليل"
PARTS: dict[str, int] = {
    r"et\s+demie?|and\s+a\s+half|و\s?(?:ال)?نصف": 30,
    r"et\s+quart|و\s?(?:ال)?ربع": 15,
    r"و\s?(?:ال)?ثلث": 20,
    r"moins\s+(?:le\s+|un\s+)?quart|إلا\s+(?:ال)?ربعا?": -15,
}
"""Parts of an hour behind it, in minutes."""
PAST: dict[str, int] = {r"half\s+past": 30, r"(?:a\s+)?quarter\s+past": 15, r"(?:a\s+)?quarter\s+to": -15}
"""Parts of an hour before it, in minutes."""

MORNING_TOO = r"(?:le|au|dans\s+la)\s+mat(?:in(?:ee)?)?|in\s+the\s+mornings?|mornings|في\s+الصباح"
EVENING_TOO = r"(?:le|au)\s+soir|en\s+soiree|in\s+the\s+evenings?|evenings|at\s+night|nightly|في\s+المساء"
"""Of a time of day in small letters alone: «Le Soir» is a newspaper."""
AFTERNOON = (
    r"(?:(?:dans|chaque|tous\s+les)\s+)?(?:l['’])?apres[\s-]midis?|"
    r"(?:in\s+the|every|each)\s+afternoons?|afternoons|بعد\s+الظهر|عصرا"
)
NO_ALERT = (
    r"(?:pas\s+d['’]|sans\s+|aucune?\s+|plus\s+d['’]|ne\s+pas\s+)alerte[rs]?|"
    r"(?:no|not|without|never)\s+(?:as\s+)?(?:an\s+)?alerts?|don['’]?t\s+alert(?:\s+me)?|not\s+at\s+once|pas\s+tout\s+de\s+suite|"
    r"(?:بدون|بلا|دون|لا)\s+تنبيه(?:ات)?"
)
"""Of who wants hours, and nothing at once."""
AT_ONCE = (
    r"des\s+(?:que(?!\s+possible)|qu['’]\s?(?:il|on))|as\s+soon\s+as(?!\s+possible)|as\s+soon\s+as\s+possible|the\s+moment|"
    r"(?:حالما|فور)(?:\s+(?:وقوع|حدوث))?|"
    r"(?:en\s+)?alertes?|tout\s+de\s+suite|sur[\s-]le[\s-]champ|immediat(?:e?s?|ement)|aussitot|"
    r"instantane(?:e?s?|ment)|en\s+direct|(?:en\s+)?temps\s+reel|des\s+que\s+possible|sans\s+attendre|"
    r"urgen(?:t|te|ts|tes|ces?)|en\s+urgence|d['’]urgence|a\.?s\.?a\.?p\.?|breaking(?:\s+news)?|news\s?flash|push|"
    r"at\s+once|immediate(?:ly)?|instant(?:ly)?|right\s+away|straight\s+away|as\s+it\s+happens|(?:in\s+)?real[\s-]?time|"
    r"(?:as\s+)?(?:an\s+)?alerts?|فورا|فوري|فوريا|حالا|عاجل[اة]?|(?:ال)?(?:أخبار|أنباء)\s+(?:ال)?عاجلة|تنبيه(?:ات)?|في\s+الحال|لحظيا"
)
SILENT = (
    r"silencieu(?:x|ses?|sement)|en\s+silence|sans\s+(?:bruit|son)|muets?|silent(?:ly)?|silence|quietly|muted?|"
    r"muettes?|sans\s+(?:les\s+)?notifications?|(?:without\s+(?:a\s+|any\s+)?|no\s+)(?:sound|noise|notifications?|vibration)|"
    r"صامت[اة]?|مكتوم[اة]?|(?:بلا|بدون|دون)\s+(?:إشعار(?:ات)?|إزعاج)|بصمت|(?:بلا|بدون|دون)\s+صوت"
)
ALOUD = (
    r"(?:pas|plus|non)\s+(?:en\s+|de\s+)?silenc\w+|(?:not|never)\s+(?:in\s+)?(?:silent(?:ly)?|silence|quietly|muted?)|un-?muted?|"
    r"(?:ليس|ليست|غير)\s+صامت[اة]?|avec\s+(?:le\s+)?(?:son|bruit)|sonore|with\s+(?:a\s+)?sound|aloud|(?:مع\s+صوت|بصوت)"
)
ONLY_NEWS = (
    r"(?:seulement|uniquement|que|juste)\s+(?:si|s['’]il|quand|lorsqu['’]il|en\s+cas)\s*(?:il\s+)?(?:y\s+a\s+)?(?:du|de|des|quelque\s+chose\s+de)?\s*"
    r"(?:neuf|nouveau|nouveautes?|nouvelles?|changements?)|s['’]il\s+y\s+a\s+(?:du\s+(?:neuf|nouveau)|des\s+nouvelles)|"
    r"(?:pas|rien|jamais)\s+(?:de\s+message\s+)?(?:si|s['’]il\s+n['’]y\s+a)\s+rien(?:\s+de\s+(?:neuf|nouveau))?|"
    r"(?:only\s+)?(?:if|when)\s+(?:there\s+(?:is|are)\s+|there['’]s\s+)?(?:something\s+new|any\s?thing\s+new|(?:some\s+|any\s+)?news)|"
    r"only\s+(?:if|when)\s+(?:(?:it['’]s|it\s+is)\s+)?new|(?:not|never|nothing)\s+(?:if|when)\s+(?:there\s+is\s+|there['’]s\s+)?(?:empty|nothing(?:\s+new)?|no\s+news)|"
    r"(?:فقط\s+)?(?:إذا|إن|عندما|عند)\s+(?:كان\s+|يكون\s+|وجد\s+|وجود\s+)?(?:هناك\s+)?(?:شيء\s+)?(?:جديد|أخبار|مستجدات)(?:\s+فقط)?"
)
"""Nothing is sent without news, as before «même si rien» was asked for."""
EVEN_EMPTY = (
    r"meme\s+(?:si|s['’]il)\s+(?:il\s+)?(?:n['’]y\s+a\s+)?rien(?:\s+de\s+(?:neuf|nouveau))?|"
    r"meme\s+sans\s+(?:nouvelles?|nouveaute|rien|nouveau)|meme\s+vides?|"
    r"even\s+(?:if|when)\s+(?:there\s+is\s+|there['’]s\s+|it['’]s\s+)?(?:nothing|empty|no\s+news)(?:\s+new)?|"
    r"even\s+without\s+news|حتى\s+(?:لو|إن|ولو)?\s?(?:لم\s+يكن\s+)?(?:هناك\s+)?(?:بلا|بدون|لا)?\s?جديد"
)

BEFORE_MIDDAY = r"a\.?m\.?|du\s+mat(?:in)?|in\s+the\s+morning|صباحا|ص"
AFTER_MIDDAY = (
    r"p\.?m\.?|du\s+soir|de\s+l['’]apres-midi|in\s+the\s+(?:evening|afternoon)|at\s+night|مساء|ليلا|ظهرا|بعد\s+الظهر|م"
)
AT = r"a|at|vers|des|around|by|في|عند|على|حوالي"
WITHIN = r"(?:pas\s+)?avant|apres|entre|(?:not\s+|no\s+later\s+than\s+)?before|after|between|(?:ليس\s+)?قبل|بعد|بين"
"""Words before an hour that is taken as the hour itself."""
OCLOCK = r"الساعة"
AGO = ("depuis", "dernieres", "last", "past", "since", "منذ", "اخر", "les", "for")
"""Words before a number of hours that is no hour of the day: «depuis 24h»."""

NUMBERED = frozenset(
    (
        *("division", "brigade", "regiment", "bataillon", "battalion", "corps", "armee", "army", "groupe", "group"),
        *("unite", "unit", "zone", "secteur", "sector", "district", "camp", "route", "highway", "area", "numero", "no"),
        *("number", "point", "poste", "checkpoint", "check-point", "bloc", "block", "porte", "gate", "arrondissement"),
        *("front", "axe", "puits", "chaine", "channel", "article", "resolution", "mouvement", "km", "kilometre", "vol"),
        *("bloc", "fraction", "force", "section", "station", "canal", "flight", "opex", "plus", "moins", "than", "de"),
        *(
            "que",
            "les",
            "first",
            "next",
            "top",
            "page",
            "pages",
            "agence",
            "escadron",
            "compagnie",
            "unites",
        ),
        *("فرقة", "الفرقة", "لواء", "اللواء", "فوج", "كتيبة", "الكتيبة", "قناة", "القناة", "منطقة", "المنطقة", "مخيم"),
        *("فيلق", "الفيلق", "الجيش", "طريق", "رقم", "المادة", "القرار", "المرة", "الذكرى", "الجولة", "السنة", "الدورة"),
        *("المرحلة", "السرية", "القوة", "العالمية", "البوابة", "الدفعة", "أكثر", "من", "اقل"),
    )
)
"""Words before a number that is theirs, and no hour: «Division 7»."""

_DAY_NAMES = "|".join(full for full, _ in DAYS)
RARER = {
    "weekly": (
        rf"(?:le\s+|on\s+|the\s+)*(?:premiere?|1er|deuxieme|troisieme|derniere?|first|1st|second|third|last)\s+(?:{_DAY_NAMES})\s+"
        r"(?:du|de\s+chaque|of\s+(?:the|each|every))\s+(?:mois|month)|(?:أول|آخر)\s+\w+\s+(?:من|في)\s+(?:كل\s+|ال)?شهر|"
        r"mensuel(?:le)?(?:ment)?|(?:chaque|tous\s+les)\s+mois|(?:une\s+fois\s+|1\s+fois\s+)?par\s+mois|"
        r"(?:le\s+)?(?:1er|premier|\d{1,2})\s+(?:jour\s+)?(?:du|de\s+chaque)\s+mois|bimensuel(?:le)?|trimestriel(?:le)?|"
        r"(?:toutes\s+les|chaque)\s+(?:deux|2|trois|3|quatre|4)\s+semaines|une\s+semaine\s+sur\s+(?:deux|2)|(?:tous\s+les|chaque)\s+(?:15|quinze)\s+jours|"
        r"monthly|(?:every|each)\s+month|(?:once\s+)?(?:a|per)\s+month|(?:on\s+)?(?:the\s+)?(?:1st|first|\d{1,2}(?:th|nd|rd|st))\s+(?:day\s+)?of\s+(?:the|each|every)\s+month|"
        r"fortnightly|(?:every|each)\s+fortnight|bi-?weekly|(?:every|each)\s+(?:two|2|three|3|four|4|other|second)\s+weeks?|"
        r"شهريا|شهري|كل\s+شهر|مرة\s+(?:في|كل)\s+(?:ال)?شهر|كل\s+أسبوعين|(?:في\s+)?أول\s+(?:كل\s+)?شهر"
    ),
    "other": (
        r"un\s+jour\s+sur\s+(?:deux|2|trois|3)|(?:tous\s+les|chaque)\s+(?:deux|2|trois|3)\s+jours|"
        r"(?:every|each)\s+(?:other|second|third|two|2|three|3)\s+days?|يوم(?:ا)?\s+بعد\s+يوم|كل\s+يومين"
    ),
}
"""What is rarer than any schedule, by the nearest one: weekly, every other day."""

_CITY = r"(?:(?:new|los|san|le|la|al|el|abu|tel|addis|sao)\s+)?[^\s\x00,،;]+"
ZONE = (
    rf"(?:a\s+l['’])?heure\s+(?:de|du)\s+(?P<zone>{_CITY})|(?:a\s+l['’])?heure\s+d['’]\s?(?P<zone2>{_CITY})|"
    rf"(?:ب|حسب\s+)?توقيت\s+(?P<zone3>{_CITY})|(?P<zone4>(?:utc|gmt)(?:\s?[-+−–]\s?\d{{1,2}}(?:[:.]\d\d)?)?)|"
    rf"(?<=\x00)(?:\s*[(,]?\s*)(?:(?P<zone5>{_CITY})\s+time|heure\s+(?P<zone6>(?!d[eu]\b|d['’])\w+))"
)
"""By whose clock."""
LANGUAGES = {
    "fr": r"(?:in|en)\s+(?:french|francais)|version\s+francaise|(?:باللغة\s+ال|بال)فرنسية",
    "en": r"(?:in|en)\s+(?:english|anglais)|version\s+anglaise|(?:باللغة\s+ال|بال)(?:إنجليزية|انكليزية)",
    "ar": r"(?:in|en)\s+(?:arabic|arabe)|version\s+arabe|(?:باللغة\s+ال|بال)عربية",
}
DIGEST = (
    r"(?:(?:an?|un|une|le|la|the|my|mon)\s+)?(?:digests?|newsletters?|resumes?|recapitulatifs?|recap|bulletins?|"
    r"موجز|ملخص|نشرة)(?:\s+(?:for|of|about|on|sur|de|pour|du|des|عن|حول|ل))?"
)

REQUEST = (
    r"(?:bonjour|bonsoir|salut|hello|hi|hey|مرحبا|السلام\s+عليكم)|(?:please|pls|plz|svp|stp|s['’]il\s+(?:vous|te)\s+plait|merci|thanks|"
    r"thank\s+you|من\s+فضلك|لو\s+سمحت|شكرا)|"
    r"(?:(?:i\s+(?:want|would\s+like|['’]d\s+like)|i['’]d\s+like)(?:\s+you)?\s+to\s+)?(?:be\s+)?"
    r"(?:(?:tell|notify|inform|warn|update|send|message|ping|keep)\s+me|(?:told|notified|informed|warned|updated))(?:\s+(?:posted|informed|updated|news))?"
    r"(?:\s+(?:about|of|on))?|(?<=\x00\s)me(?:\s+(?:about|of))?|"
    r"(?:(?:je\s+)?(?:voudrais|veux|souhaite|aimerais)\s+)?etre\s+(?:prevenu|informe|alerte|averti|tenu)e?s?(?:\s+(?:au\s+courant|informee?))?|"
    r"(?:previen(?:s|t)|prevenez|avertis(?:sez)?|informe[rz]?|alerte[rz]?|dis|dites|envoie|envoyez)[\s-]+moi|(?:tiens|tenez)[\s-]+moi\s+(?:au\s+courant|informee?)|"
    r"أ(?:خبرني|علمني|بلغني|رسل\s+لي)|نبهني|(?:أريد|أود)\s+(?:أن\s+)?(?:أعرف|أخبار|تلقي)"
)
"""What asks politely for the subscription."""
WHENEVER = (
    r"(?:quand|si|lorsqu['’]?e?|chaque\s+fois\s+qu['’]?e?)?\s*(?:(?:que|qu['’])?\s*(?:il\s+)?se\s+passe\s+quelque\s+chose|il\s+y\s+a(?=\s+d(?:u|e|es)\s))|"
    r"(?:when(?:ever)?|if|about)?\s*(?:some\s?thing|any\s?thing|what)\s+(?:new\s+)?(?:happens?|is\s+happening|occurs?|goes\s+on)|when(?:ever)?\s+there\s+(?:is|are)|"
    r"(?:عند\s+|عندما\s+|إذا\s+)?(?:وقوع|حدوث|يحدث|حدث|يقع|وقع|حصل)\s+(?:أي\s+)?(?:شيء|حدث|شي)|"
    r"de\s+la\s+situation|(?:about|on)?\s*the\s+situation"
)

EVERYTHING = ("tout", "tous", "toutes", "everything", "all", "anything", "كل شيء", "الكل", "كل الأحداث", "الجميع")
STOP = ("off", "stop", "unsubscribe", "cancel", "arrêt", "arrêter", "désabonner", "إيقاف", "أوقف", "إلغاء")
"""What is typed after /subscribe by one who wants to end it."""
LIST = ("list", "liste", "show", "voir", "قائمة", "القائمة")
OFF = (
    "off", "non", "no", "none", "aucune", "aucun", "jamais", "never", "stop", "fin", "rien", "sans", "end",
    "إيقاف", "لا", "بدون", "إلغاء", "أوقف", "بلا",
)  # fmt: skip
"""What ends quiet hours."""

NEGATIONS = (
    *("sans", "pas", "pas de", "non", "jamais", "plus jamais", "tout sauf", "rien sauf", "hors"),
    *("without", "not", "no", "never", "don't", "do not", "anything but", "everything but", "all but"),
    *("بدون", "بلا", "دون", "ليس", "ليست", "غير", "لا"),
)
"""Words that turn an order round: left out, it would be the opposite of what was asked."""
HELP = ("help", "?", "مساعدة")
