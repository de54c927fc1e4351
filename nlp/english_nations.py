"""Nations as the English press writes them, and what makes an institution of one: «Iraqi army», «Turkish police»."""

from __future__ import annotations

from nlp.names import fold

# Those whose doings fill the news; ISO 3166-1 alpha-3.
NATIONS = {
    **{"afghan": "AFG", "algerian": "DZA", "american": "USA", "us": "USA", "argentine": "ARG", "armenian": "ARM"},
    **{"australian": "AUS", "azerbaijani": "AZE", "bahraini": "BHR", "belarusian": "BLR", "british": "GBR"},
    **{"burkinabe": "BFA", "burmese": "MMR", "burundian": "BDI", "cameroonian": "CMR", "canadian": "CAN"},
    **{"chadian": "TCD", "chinese": "CHN", "colombian": "COL", "congolese": "COD", "cuban": "CUB", "egyptian": "EGY"},
    **{"eritrean": "ERI", "ethiopian": "ETH", "french": "FRA", "georgian": "GEO", "german": "DEU", "greek": "GRC"},
    **{"haitian": "HTI", "hungarian": "HUN", "indian": "IND", "indonesian": "IDN", "iranian": "IRN", "iraqi": "IRQ"},
    **{"israeli": "ISR", "italian": "ITA", "ivorian": "CIV", "japanese": "JPN", "jordanian": "JOR", "kenyan": "KEN"},
    **{"kuwaiti": "KWT", "lebanese": "LBN", "libyan": "LBY", "malian": "MLI", "mauritanian": "MRT", "mexican": "MEX"},
    **{"moroccan": "MAR", "mozambican": "MOZ", "nigerian": "NGA", "nigerien": "NER", "north korean": "PRK"},
    **{"norwegian": "NOR", "omani": "OMN", "pakistani": "PAK", "palestinian": "PSE", "philippine": "PHL"},
    **{"filipino": "PHL", "polish": "POL", "qatari": "QAT", "russian": "RUS", "rwandan": "RWA", "saudi": "SAU"},
    **{"senegalese": "SEN", "serbian": "SRB", "somali": "SOM", "south african": "ZAF", "south korean": "KOR"},
    **{"spanish": "ESP", "sri lankan": "LKA", "sudanese": "SDN", "swedish": "SWE", "syrian": "SYR", "thai": "THA"},
    **{"tunisian": "TUN", "turkish": "TUR", "ugandan": "UGA", "ukrainian": "UKR", "emirati": "ARE", "uzbek": "UZB"},
    **{"venezuelan": "VEN", "vietnamese": "VNM", "yemeni": "YEM"},
}

FORCES = {
    "army": "army, military, troops, forces, soldiers, air force, jets, warplanes, armed forces",
    "police": "police",
    "gov": "government, authorities, regime",
}
"""An English nation and one of these is an institution of the actor list: «Iraqi army» is IRQ-army."""


def institution(name: str) -> str | None:
    """Give the key in the actor list of a nation's force or government, None for any other name."""
    words = fold(name).split()
    for cut in (1, 2):
        country = NATIONS.get(" ".join(words[:cut]))
        rest = " ".join(words[cut:])
        for role, heads in FORCES.items():
            if country and rest in heads.split(", "):
                return f"{country}-{role}"
    return None
