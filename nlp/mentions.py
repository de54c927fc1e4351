"""Noun phrases as names: what an actor is called, without article, epithet or title.

A mention is built around the head word of a noun phrase. `name` is the phrase as a desk would log it («le général Hama
Rachid» gives «Hama Rachid», «trois soldats tchadiens» gives «soldats tchadiens»); `also` holds the other forms of the
very same phrase (its title, its head alone, the acronym in brackets, the group that its people belong to).
"""

# ruff: noqa: SIM905 (long word lists read better as text)

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.numerals import number
from nlp.patterns.fr_dates import WEEKDAYS
from nlp.patterns.fr_roles import ACTOR_NOUNS, EPITHETS, GROUP_TITLES, GROUPS, MEMBERS, PASSING, TITLES

_OF = frozenset({"de", "du", "des", "d'", "d’", "de l'"})
_PARTICLES = frozenset("""
    ben bin ibn ould al el abou abu oum um von van der di da dos bint
    """.split())  # fmt: skip
_ACRONYM = re.compile(r"\s*\(\s*(?:ex-)?([A-ZÉÈ][\w.\-]{1,14})\s*[),]")
_TAILED = re.compile(r"\s*(?:aux?|en|du|des|de|d['’]|pour|sur)\b[^(),.;:«»]{2,40}\((?:ex-)?([A-ZÉÈ][\w.\-]{1,14})\s*\)")
_ARTICLED = re.compile(r"(?:[AaEe][lnrsdtz]|[Aa]sh|[Oo]u?l|ul|[Dd]['’])-?['’]?[A-ZÉÈ]")
_OPENERS = frozenset({"«", "“", '"', ":", "-", "–", "—", "(", ".", "!", "?", "…"})
_BODIES = frozenset({"GROUP", "ORG"})
_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "appos"})
_COUNTED = frozenset({"det", "nummod", "case"})
_OFFICIAL = frozenset("nations forces front ligue union conseil parti cour cordon croissant-rouge hachd".split())
_LONGEST = 9  # words; a longer phrase is cut to its core


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that may name an actor: token indexes `head`, `start`, `end` (exclusive) and the forms of its name.

    `proper` tells a name from a description, `pronoun` a word that only points at a name.
    """

    head: int
    start: int
    end: int
    name: str
    also: tuple[str, ...] = ()
    proper: bool = False
    pronoun: bool = False
    title: str | None = None


def is_name(token: Token) -> bool:
    """Tell whether a word is (part of) a name: tagged so, inside a found name, or capital inside a sentence."""
    if token.lower_ in WEEKDAYS:
        return False
    if token.pos_ == "PROPN":
        # A number that opens a sentence («Dix civils») is tagged as a name for its capital.
        named = has_capital(token) or token.ent_type_ != ""
        return named and not (_opens_sentence(token) and number(token.lower_) is not None)
    if token.pos_ in {"PUNCT", "DET", "PRON", "ADP", "NUM", "CCONJ", "SCONJ", "SPACE"} or not has_capital(token):
        return False
    return token.ent_type_ != "" or not _opens_sentence(token)


def has_capital(token: Token) -> bool:
    """Tell whether a word is written as a name: «Mossoul», «al-Abadi», «d'Alep»."""
    return token.text[:1].isupper() or _ARTICLED.match(token.text) is not None


def _opens_sentence(token: Token) -> bool:
    return token.is_sent_start is True or token.doc[token.i - 1].text in _OPENERS


def mention_at(doc: Doc, index: int) -> Mention | None:
    """Give the mention whose head word has this token index; None where the word heads no noun phrase."""
    token = doc[index]
    if token.pos_ == "PRON":
        return Mention(index, index, index + 1, token.text, pronoun=True)
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "X", "VERB"}:
        return None
    if is_name(token) and not is_class_noun(token):
        return _named(doc, token)
    return _described(doc, token)


def is_class_noun(token: Token) -> bool:
    """Tell whether a word is a common noun for people or bodies, capital or not («Premier ministre», «Armée»)."""
    return token.pos_ != "PROPN" and (token.lemma_ in ACTOR_NOUNS or token.lower_ in ACTOR_NOUNS)


def is_people(token: Token) -> bool:
    """Tell whether a word is a noun for people or bodies, also where the tagger took it for an adjective or a verb."""
    if token.lemma_ not in ACTOR_NOUNS and token.lower_.rstrip("s") not in ACTOR_NOUNS:
        return False
    if token.pos_ == "NOUN":
        return token.lemma_ in ACTOR_NOUNS
    if token.pos_ not in {"ADJ", "VERB"}:
        return False
    if token.dep_ == "amod" and token.i > token.head.i:  # «trois cents naufragés», read as «cents» that are «naufragés»
        return number(token.head.lower_) is not None
    return token.dep_ in _NOMINAL and any(c.dep_ in _COUNTED for c in token.children)


def conjuncts(token: Token) -> list[Token]:
    """Give the word and the nouns coordinated with it («les soldats et les miliciens»), in text order."""
    found, queue = [token], [token]
    while queue:
        current = queue.pop()
        for child in current.children:
            if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "X"} and child not in found:
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda word: word.i)


def _text(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())


# ---------------------------------------------------------------- names


def _named(doc: Doc, token: Token) -> Mention:
    start, end = name_span(doc, token)
    name = _text(doc, start, end)
    also = [*_acronym(doc, end, name)]
    title = _title_after(doc, token, end) or _title_before(token)
    if title:
        also.append(title)
    return Mention(token.i, start, end, name, _unlike(name, also), proper=True, title=title)


def name_span(doc: Doc, token: Token) -> tuple[int, int]:
    """Give the token span (start, end) of the name around a word: the found entity, flat parts, particles."""
    start, end = token.i, token.i + 1
    if token.ent_type_:
        start, end = _entity(doc, token.i)
        end = _without_bracket(doc, token.i, end)
    while start > token.sent.start and _joins(doc[start - 1], doc[start], token):
        start -= 1
    while end < token.sent.end and _joins(doc[end], doc[end - 1], token):
        end += 1
    if doc[start].lemma_.lower() in ACTOR_NOUNS or doc[start].lower_ in _OFFICIAL:
        while end < token.sent.end and doc[end].pos_ == "ADJ" and doc[end].head.i in range(start, end):
            end += 1
    while start < end - 1 and doc[start].pos_ in {"DET", "ADP", "PUNCT"}:
        start += 1
    return start, end


def _entity(doc: Doc, index: int) -> tuple[int, int]:
    """Give the span of the found name around a token; `doc.ents` would walk through the whole text."""
    start, end = index, index + 1
    while doc[start].ent_iob_ == "I" and start > 0:
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return start, end


def _without_bracket(doc: Doc, index: int, end: int) -> int:
    """Cut a name before a bracket that opens inside it («Irak (Hachd al-Chaabi»)."""
    return next((i for i in range(index + 1, end) if doc[i].text in {"(", ","}), end)


def _joins(token: Token, neighbour: Token, head: Token) -> bool:
    """Tell whether a word beside a name belongs to it."""
    if token.ent_type_ and head.ent_type_ and token.ent_type_ != head.ent_type_:
        return False
    if token.lower_ in _PARTICLES or (token.dep_ == "flat" and token.text.islower() and token.pos_ != "ADP"):
        return token.i > neighbour.i and token.i + 1 < len(token.doc) and has_capital(token.nbor())
    if token.is_punct or not has_capital(token) or token.pos_ in {"DET", "ADP", "PRON", "CCONJ", "SCONJ"}:
        return False
    return token.lower_ not in TITLES and (token.pos_ == "PROPN" or not _opens_sentence(token))


def _acronym(doc: Doc, end: int, name: str = "") -> list[str]:
    """Find the acronym in brackets after a phrase; after a name also behind «au Mali», «pour le Sahel»."""
    match = _ACRONYM.match(doc[end : end + 5].text)
    if match is None and name:
        match = _TAILED.match(doc[end : end + 12].text)
        match = match if match and match.group(1)[0] == name[0] else None
    return [match.group(1)] if match else []


def _title_after(doc: Doc, token: Token, end: int) -> str | None:
    """Give the description set beside a name («Haïder al-Abadi, Premier ministre»)."""
    for child in token.children:
        if child.dep_ == "appos" and child.i >= end and child.pos_ == "NOUN" and child.lemma_ in ACTOR_NOUNS:
            return _text(doc, *_phrase_span(doc, child))
    return None


def _title_before(token: Token) -> str | None:
    head = token.head
    if token.dep_ in {"appos", "flat", "nmod"} and head.pos_ == "NOUN" and head.i < token.i and head.lemma_ in TITLES:
        if any(child.dep_ == "case" for child in token.children):
            return None
        start, _ = _phrase_span(token.doc, head)
        end = min([token.i, *(c.i for c in token.doc[head.i : token.i] if c.is_punct)])
        end = next((i for i in range(head.i + 1, end) if is_name(token.doc[i]) and token.doc[i].head == token), end)
        return _text(token.doc, start, max(end, head.i + 1))
    return None


# ---------------------------------------------------------------- descriptions


def _described(doc: Doc, token: Token) -> Mention:
    start, end = _phrase_span(doc, token)
    if has_capital(token) and token.ent_type_ in _BODIES:  # «Forces de mobilisation populaire»
        end = max(end, name_span(doc, token)[1])
    core_start, core_end = _core_span(doc, token)
    full, core = _text(doc, start, end), _text(doc, core_start, core_end)
    named = _inner_name(token)
    if named is not None:
        return _name_of_description(doc, token, named, core)
    also = [core, *_acronym(doc, end, full if token.text[0].isupper() else "")]
    group = _group_within(doc, token)
    if group:
        also[0] = group
        if token.lemma_ in EPITHETS:
            return Mention(token.i, start, end, group, _unlike(group, [full, core]), proper=True)
    return Mention(token.i, start, end, full, _unlike(full, also), proper=token.text[0].isupper())


def _name_of_description(doc: Doc, token: Token, named: Token, core: str) -> Mention:
    inner = _named(doc, named)
    if token.lemma_ in TITLES:
        forms = [*inner.also, inner.title or core]
        return Mention(token.i, inner.start, inner.end, inner.name, _unlike(inner.name, forms), True, title=core)
    end = _without_bracket(doc, token.i, max(inner.end, token.i + 1))
    phrase = _text(doc, token.i, end if end == inner.end else _phrase_span(doc, token)[1])
    forms = [phrase, *inner.also]
    return Mention(token.i, inner.start, inner.end, inner.name, _unlike(inner.name, forms), proper=True)


def _inner_name(token: Token) -> Token | None:
    """Give the name that a title or a class word announces («le général X», «le groupe X», «le président, X,»)."""
    announces = token.lemma_ in TITLES or token.lemma_ in GROUP_TITLES or token.lemma_ in EPITHETS
    following = _following_name(token) if announces else None
    if following is not None:
        return following
    for child in token.children:
        if child.i <= token.i or not is_name(child) or any(c.dep_ == "case" for c in child.children):
            continue
        if child.nbor(-1).text == "(":  # an acronym is another form, not the name
            continue
        if child.dep_ in {"appos", "flat", "nmod", "compound"} and (announces or child.dep_ == "appos"):
            return child
    return None


def _following_name(token: Token) -> Token | None:
    """Give the name right after a word, or after an epithet or two («groupe takfiro-wahhabite Daesh»)."""
    for word in token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]:
        if is_name(word):
            return word if word.ent_type_ != "LOC" else None
        if word.pos_ not in {"ADJ", "NOUN", "PROPN", "X"}:
            return None
    return None


def _group_within(doc: Doc, token: Token) -> str | None:
    """Give the group that people belong to («les combattants du Hezbollah» gives «Hezbollah»)."""
    if token.lemma_ not in MEMBERS and token.lemma_ not in EPITHETS:
        return None
    for child in token.children:
        if child.dep_ in {"nmod", "obl"} and child.i > token.i and _case(child) in _OF:
            if is_name(child):
                return _named(doc, child).name
            inner = _inner_name(child)
            if inner is not None:
                return _named(doc, inner).name
            if child.lemma_ in GROUPS:
                return _text(doc, *_core_span(doc, child))
    return None


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def _core_span(doc: Doc, token: Token) -> tuple[int, int]:
    """Give the head with its adjectives alone."""
    start, end = token.i, token.i + 1
    while start > token.sent.start and doc[start - 1].dep_ == "amod" and doc[start - 1].head == token:
        if doc[start - 1].pos_ != "ADJ" or doc[start - 1].lower_ in _LOOSE or number(doc[start - 1].lower_) is not None:
            break
        start -= 1
    if token.ent_type_ and has_capital(token):
        end = _without_bracket(doc, token.i, _entity(doc, token.i)[1])
    while end < token.sent.end and _is_adjective_of(doc, end, token):
        end += 1
    return start, end


_LOOSE = frozenset("""
    nombreux nombreuses divers diverses certains certaines autres autre même seul seuls seule
    propre propres fameux fameuse fameuses quelque quelques prétendu prétendus prétendue prétendues
    """.split())  # fmt: skip


def _is_adjective_of(doc: Doc, index: int, head: Token) -> bool:
    word = doc[index]
    if word.pos_ in {"ADJ", "VERB"} and word.dep_ in {"amod", "acl", "flat"} and word.head == head:
        return word.lower_.rstrip("es") not in PASSING and (word.pos_ == "ADJ" or _bare_participle(word))
    if word.dep_ == "conj" and word.pos_ == "ADJ" and word.head.head == head:
        return True
    return word.dep_ == "cc" and word.head.pos_ == "ADJ" and word.head.dep_ == "conj" and word.head.head.head == head


def _bare_participle(word: Token) -> bool:
    """Tell whether a participle stands alone as an adjective does («hommes armés»)."""
    return "Part" in word.morph.get("VerbForm", []) and not any(
        child.dep_ in {"obl", "obl:agent", "obj", "xcomp", "advcl", "ccomp", "aux", "iobj"} for child in word.children
    )


def _phrase_span(doc: Doc, token: Token) -> tuple[int, int]:
    """Give the head with adjectives and the «de» or «en» complements that follow at once."""
    start, end = _core_span(doc, token)
    while end < token.sent.end and end - start < _LONGEST:
        complement = _complement(doc, end, token)
        if complement is None:
            break
        inner_end = _complement_end(doc, complement)
        if inner_end - start > _LONGEST:
            break
        end = max(inner_end, complement.i + 1)
    return start, end


def _complement_end(doc: Doc, complement: Token) -> int:
    """Give the end of a complement («Affaires étrangères»), with the name after its title («du maréchal X»)."""
    if not is_name(complement):
        _, end = _phrase_span(doc, complement)
        named = _inner_name(complement) if complement.lemma_ in TITLES else None
        return end if named is None or named.i > end else max(end, name_span(doc, named)[1])
    _, end = name_span(doc, complement)
    while end < complement.sent.end and doc[end].pos_ == "ADJ" and doc[end].head == complement and doc[end].is_lower:
        end += 1
    return end


def _complement(doc: Doc, index: int, head: Token) -> Token | None:
    """Give the head of the «de X» or «en X» complement that begins at this token, if it hangs on the phrase."""
    word = doc[index]
    if word.pos_ != "ADP" or (word.lower_ not in _OF and word.lower_ != "en"):
        return None
    inner = word.head
    if inner.i <= index or inner.dep_ not in {"nmod", "obl", "flat"} or inner.pos_ not in {"NOUN", "PROPN", "X"}:
        return None
    return inner if inner.head == head or inner.head.head == head or inner.head.i in range(head.i, index) else None


def _unlike(name: str, forms: list[str]) -> tuple[str, ...]:
    """Drop the forms that repeat the name or each other."""
    return tuple(dict.fromkeys(form for form in forms if form and form != name))
