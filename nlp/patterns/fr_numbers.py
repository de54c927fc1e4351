"""French number words and the words that round them. Values only; how they add up stands in `nlp.numerals`."""

UNITS = {
    **{"zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8},
    **{"neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16},
}

# «septante», «huitante» and «nonante» are Belgian, Swiss and Congolese usage, all common in dispatches from Kinshasa.
TENS = {
    **{"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70},
    **{"huitante": 80, "octante": 80, "nonante": 90},
}

SCALES = {
    **{"cent": 100, "cents": 100, "mille": 1000, "mil": 1000, "million": 10**6, "millions": 10**6},
    **{"milliard": 10**9, "milliards": 10**9},
}

# Round collectives: a number after «une» or a number word («trois centaines»), none after «des» or «plusieurs».
COLLECTIVES = {
    **{"demi-douzaine": 6, "huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20},
    **{"trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000},
    **{"demi-douzaines": 6, "dizaines": 10, "douzaines": 12, "vingtaines": 20, "centaines": 100, "milliers": 1000},
}
