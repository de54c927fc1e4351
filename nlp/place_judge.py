"""Whether a name in a text is a place: by what names it is part of, by where it stands, by how well it is known."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from nlp.actors import ActorList
from nlp.gazetteer.lookup import Gazetteer
from nlp.names import fold
from nlp.patterns import fr_places as words
from nlp.place_relations import DISTANCE, preposition_before, relation_before, territory_before

_LOOK_BACK = 70  # characters read for the words before a name
_FIGURATIVE = re.compile(rf"\b(?:{'|'.join(words.NOT_BEFORE_A)})\s+(?:à|au|aux|sur)\s+(?:la\s+|les\s+|l['’])?$")

_DAY = re.compile(r"(?:1er|\d{1,2})[-‑ ](?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
                  r"|novembre|décembre)", re.IGNORECASE)  # fmt: skip
_IN = frozenset({"en", "au", "aux", "dans le", "dans la", "dans l'", "dans l’", "dans les"})
_MEASURED = re.compile(rf"\s*[,(]\s*(?:(?:située?|distante?)\s+)?{DISTANCE}\s+(?:au|à|de|du|des|d['’]|en)")


class PlaceJudge:
    """The tests of one text. Names are token spans: `start`, `end` exclusive.

    `places` collects the tokens of the places found so far: what is coordinated with a place is one.
    """

    def __init__(self, doc: Doc, gazetteer: Gazetteer, actors: ActorList) -> None:
        self._doc, self._gazetteer, self._actors = doc, gazetteer, actors
        self.places: set[int] = set()

    def text(self, start: int, end: int) -> str:
        """The words as the text has them."""
        return str(self._doc[start:end].text)

    def left(self, start: int) -> str:
        """What stands before a name in its sentence, as far as it can bear on it."""
        sentence = self._doc[start].sent.start
        return str(self._doc[sentence:start].text_with_ws[-_LOOK_BACK:])

    def is_place(self, start: int, end: int, listed: bool) -> bool:
        """Whether a name is a place: by what names it is part of, by where it stands, by how well it is known."""
        token, text = self._doc[start], self.text(start, end)
        if end - start == 1 and (token.lower_ in words.NOT_PLACES or self._is_demonym(token, text)):
            return False
        if _DAY.fullmatch(text) and not territory_before(self.left(start))[1]:
            return False
        if not opens_name(token):
            return self._gazetteer.is_famous(text)
        if self._is_called_place(end) or self._is_measured(start, end):
            return True
        if self.is_set_in_region(end) and self.is_located(start) and _is_proper(token):
            return True
        if self._is_person_or_group(start, end):
            return listed and territory_before(self.left(start))[1] is not None
        if label_of(self._doc, start, end) == "LOC" and (listed or self._could_be_place(start, end)):
            return True
        if self.is_located(start) or self.is_listed_with_place(start):
            return _is_proper(token) and (listed or self._is_announced(start))
        return listed and self._gazetteer.is_famous(text) and _is_proper(token)

    def _is_called_place(self, end: int) -> bool:
        """«X, un hameau de», «X, bourgade de»: an apposition says what it is."""
        following = self._doc[end : min(end + 5, len(self._doc))]
        if len(following) < 2 or following[0].text != ",":
            return False
        noun = next((word for word in following[1:] if word.pos_ == "NOUN" or word.is_punct), None)
        inner = following[1 : noun.i - end] if noun is not None else ()
        return noun is not None and noun.lower_ in words.TOWN_NOUNS and all(w.pos_ in ("DET", "ADJ") for w in inner)

    def _is_measured(self, start: int, end: int) -> bool:
        """«X, à 60 km de»; a ship is measured too, but in miles or after an article («le Sirius, à 60 km de»)."""
        before = self._doc[start - 1] if start else None
        match = _MEASURED.match(str(self._doc[end : min(end + 14, len(self._doc))].text_with_ws))
        return match is not None and match["unit"].startswith("k") and (before is None or before.pos_ != "DET")

    def is_set_in_region(self, end: int) -> bool:
        """«X, au Texas», «X (Texas)»: a country, or a region of the seed list, is named beside."""
        after = list(self._doc[end : min(end + 6, len(self._doc))])
        if len(after) < 2 or after[0].text not in (",", "("):
            return False
        first = next((token for token in after[1:] if opens_name(token)), None)
        if first is None:
            return False
        between = " ".join(token.lower_ for token in after[1:] if token.i < first.i)
        closed = after[0].text == "(" and not between and self._doc[first.i + 1 : first.i + 2].text == ")"
        return (closed or (after[0].text == "," and between in _IN)) and self._gazetteer.is_broad(first.text)

    def might_be_place(self, start: int, end: int, listed: bool) -> bool:
        """Whether a name that no test makes a place may be one nonetheless: the event that it stands by decides.

        The recogniser takes many a village for a person («ont repris Zarqoubin»).
        """
        token, text = self._doc[start], self.text(start, end)
        not_one = token.lower_ in words.NOT_PLACES or self._is_demonym(token, text) or _DAY.fullmatch(text)
        if not opens_name(token) or not_one:
            return False
        before = self._doc[start - 1] if start else None
        if before is not None and before.lower_ in words.PERSON_TITLES:
            return False
        if _is_inside(self._doc, start, end) or token.pos_ not in ("PROPN", "X", "NOUN", "ADJ"):
            return False
        if listed and (end - start > 1 or token.pos_ == "PROPN"):
            return True
        label = label_of(self._doc, start, end)
        return label in ("PER", "") and (self._is_suffered(start) or self.is_located(start)) and not text.isupper()

    def is_seat(self, start: int, end: int) -> bool:
        """«à l'Élysée», «devant le Parlement»: a house of power that something happens at."""
        return fold(self.text(start, end)) in words.SEATS and self.is_located(start)

    def _is_suffered(self, start: int) -> bool:
        """Object of a verb that places suffer, or after the noun of what they suffer."""
        token = self._doc[start]
        if token.dep_ in ("obj", "conj", "appos", "nsubj", "nsubj:pass"):
            return token.head.lemma_ in words.PLACE_VERBS or token.head.i in self.places
        return token.dep_ == "nmod" and token.head.lemma_ in words.PLACE_NOUNS

    def _could_be_place(self, start: int, end: int) -> bool:
        """Whether an unlisted name found as a place may be one: no acronym, no «Israélien X», and not spoken to."""
        first = self._doc[start]
        if (first.text.isupper() and len(first.text) <= 4) or any(letter.isdigit() for letter in first.text):
            return self._is_announced(start)
        demonym = self._actors.find_country_adjective(first.text)
        if demonym or self.is_dative(start) or _FIGURATIVE.search(self.left(start)):
            return False
        return first.pos_ in ("PROPN", "NOUN", "X", "ADJ")

    def _is_announced(self, start: int) -> bool:
        """Only a place can follow: «le village de», «à 10 km au nord de»."""
        left = self.left(start)
        relation, phrase = relation_before(left), territory_before(left)[0]
        measured = relation is not None and (relation.bearing is not None or relation.distance_km is not None)
        return measured or bool(words.ANNOUNCING & set(phrase.replace("’", " ").replace("'", " ").split()))

    def _is_demonym(self, token: Token, text: str) -> bool:
        """«Syriens» and «Française» are people, although «Belge» may be a village somewhere."""
        return self._actors.find_country_adjective(text) is not None and self._actors.find_country(text) is None

    def _is_person_or_group(self, start: int, end: int) -> bool:
        """Whether the name is (part of) a person's or a group's: by the names found, a title, a following name."""
        label = label_of(self._doc, start, end)
        if label in ("ORG", "GROUP"):
            known = self._gazetteer.is_known(self.text(start, end)) or self.is_located(start)
            return not known or _is_inside(self._doc, start, end)
        if label == "PER":
            return not (self._gazetteer.is_known(self.text(start, end)) and not _is_inside(self._doc, start, end))
        before = self._doc[start - 1] if start else None
        if before is not None and before.lower_ in words.PERSON_TITLES:
            return True
        after = self._doc[end] if end < len(self._doc) else None
        joined = after is not None and after.dep_ == "flat" and self._doc[start] in (after.head, *after.head.ancestors)
        return joined and label != "LOC"

    def is_located(self, start: int) -> bool:
        left = self.left(start)
        if relation_before(left) or territory_before(self.left(start))[1]:
            return True
        preposition = "à" if left == "A " else preposition_before(left)
        if _FIGURATIVE.search(left):
            return False
        return preposition is not None and not (preposition in ("à", "au", "aux") and self.is_dative(start))

    def is_dative(self, start: int) -> bool:
        """«demander à Moscou», «accordé à Reuters»: the name after «à» is spoken to."""
        if not re.search(r"\b(?:à|au|aux)\s+(?:la\s+|l['’])?$", self.left(start)):
            return False
        head = self._doc[start].head
        return head.lemma_ in words.DATIVE_VERBS

    def is_left_or_headed_for(self, start: int) -> bool:
        """«d'Abidjan» beside a verb, «s'envoler pour Moscou»: a starting point or a goal."""
        left, head = self.left(start), self._doc[start].head
        headed = re.search(r"\bpour\s+(?:la\s+|le\s+|l['’])?$", left) and head.lemma_ in words.DEPARTURES
        return bool(headed) or re.search(r"(?:^|[\s,])d(?:e\s+|['’])$", left) is not None

    def is_listed_with_place(self, start: int) -> bool:
        """«à Khan Younès, Rafah et X»: coordinated with a place, or the object of a verb that places suffer."""
        token = self._doc[start]
        if token.dep_ in ("conj", "appos") and token.head.i in self.places:
            return True
        if token.dep_ == "obj" and token.head.lemma_ in words.PLACE_VERBS:
            return label_of(self._doc, start, start + 1) != "PER"
        after_of = re.search(r"\b(?:de|du|d['’])\s*(?:la\s+|l['’])?$", self.left(start)) is not None
        return after_of and token.dep_ == "nmod" and token.head.lemma_ in words.PLACE_NOUNS


_CAPITAL_INSIDE = re.compile(r"(?:\d+-[A-ZÉ]|(?:al|el|ar|as|ad|an|az|ez|at|ech|ash|es|ed|er)-[A-ZÉÈÂ])")


def opens_name(token: Token) -> bool:
    """Written as a name: a capital or a figure with one («T4»), or the Arabic article and a capital («al-Bab»)."""
    text = token.text
    return text[:1].isupper() or _CAPITAL_INSIDE.match(text) is not None


def _opens_sentence(token: Token) -> bool:
    return token.is_sent_start is True or token.i == 0 or token.doc[token.i - 1].text in '«"(-–—:'


def _is_proper(token: Token) -> bool:
    return token.pos_ in ("PROPN", "X", "NOUN", "ADJ") and not (_opens_sentence(token) and token.pos_ != "PROPN")


def label_of(doc: Doc, start: int, end: int) -> str:
    """The label of the found name that covers the first of these words, empty for none."""
    return str(doc[start].ent_type_) or (str(doc[end - 1].ent_type_) if end - start > 1 else "")


def _is_inside(doc: Doc, start: int, end: int) -> bool:
    """Whether a found name reaches beyond these words."""
    before = start > 0 and doc[start].ent_iob_ == "I"
    after = end < len(doc) and doc[end].ent_iob_ == "I"
    return before or after
