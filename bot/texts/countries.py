"""Countries under the short names of the press, where CLDR's are long, bracketed or no one's own way to say it."""

from __future__ import annotations

SHORT = {
    "fr": {
        "CD": "RD Congo", "HK": "Hong Kong", "MM": "Birmanie", "MO": "Macao", "VA": "Vatican",
        "CF": "Centrafrique",
    },
    "en": {
        "CD": "DR Congo", "CG": "Congo-Brazzaville", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao",
        "TR": "Turkey", "CI": "Ivory Coast",
    },
    "ar": {
        "CD": "الكونغو الديمقراطية", "CG": "الكونغو برازافيل", "HK": "هونغ كونغ", "MM": "ميانمار", "MO": "ماكاو",
        "CF": "أفريقيا الوسطى", "TL": "تيمور الشرقية",
    },
}  # fmt: skip
"""By language and ISO 3166-1 alpha-2 code; «Goma (Congo - Kinshasa)» reads like two places."""

OTHER_CODES = {"XKX": "XK"}
"""Alpha-2 codes that CLDR knows of alpha-3 codes that it does not: Kosovo has no official one."""
