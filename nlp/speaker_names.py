"""The words by which a speaker is named: a body with all its complements, a description up to a mark or verb."""

from spacy.tokens import Doc, Span, Token

from nlp.mentions import Mention, has_capital, mention_at
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_dates import WEEKDAYS
from nlp.patterns.fr_roles import GROUPS
from nlp.saying import CLITICS

THIS = frozenset({"ce", "cet", "cette", "ces", "ledit", "ladite"})


def name_of(doc: Doc, token: Token) -> str | None:
    """Name a speaker: the name within «la chaîne France24», else the phrase without article («source au Caire»).

    None where the word heads no phrase.
    """
    if token.lower_ in CLITICS:
        return token.text
    mention = mention_at(doc, token.i)
    if mention is None:
        return None
    if mention.proper:
        whole = _whole(token) or _body(token) or _particled(doc, mention)
        return whole if whole.startswith(mention.name) else mention.name
    return _whole(token) or _official(token) or _short(token) or _phrase(token)


def _short(token: Token) -> str:
    """Give the acronym after a body's description: «Ocha» of «le bureau des affaires humanitaires (Ocha)»."""
    end = phrase_end(token)
    if has_capital(token) or end + 2 >= token.sent.end or token.doc[end].text != "(":
        return ""
    acronym = token.doc[end + 1].text
    return str(acronym) if token.doc[end + 2].text == ")" and _is_acronym(acronym) else ""


def in_brackets(word: Token) -> bool:
    """Tell the words and marks of «(ANL)»."""
    near = word.doc[max(word.i - 2, word.sent.start) : min(word.i + 3, word.sent.end)]
    return any(
        near[at].text == "(" and at + 2 < len(near) and near[at + 2].text == ")" and abs(near[at + 1].i - word.i) <= 1
        for at in range(len(near))
    )


def full_names(doc: Doc) -> dict[str, str]:
    """Give the full names that the text tells before acronyms: «Mouvement pour la paix et le droit (MPD)»."""
    known: dict[str, str] | None = doc.user_data.get("full_names")
    if known is None:
        known = doc.user_data["full_names"] = {}
        for word in doc:
            if word.text == "(" and word.i + 2 < word.sent.end and word.nbor(2).text == ")":
                acronym = word.nbor().text
                if _is_acronym(acronym) and (name := _before_acronym(word, acronym)):
                    known.setdefault(acronym, name)
    return known


def _is_acronym(text: str) -> bool:
    return len(text) > 2 and text.isalpha() and text[0].isupper()


def _before_acronym(bracket: Token, acronym: str) -> str:
    """Give the words before «(MPD)» from the farthest that begins as the acronym does."""
    first = None
    for word in reversed(list(bracket.doc[max(bracket.i - 2 * _LONGEST, bracket.sent.start) : bracket.i])):
        if (word.is_punct and word.text not in ("'", "’", "-")) or word.pos_ in ("AUX", "PRON"):
            break
        if word.text[:1] == acronym[0] and has_capital(word):
            first = word
    return str(bracket.doc[first.i : bracket.i].text) if first is not None and first.i + 1 < bracket.i else ""


def _whole(token: Token) -> str:
    """Give a body's name up to its acronym in brackets: «Mouvement pour la paix et le droit» of «… (MPD)»."""
    if not has_capital(token):
        return ""
    end = min(token.i + 2 * _LONGEST, token.sent.end - 1)
    for word in token.doc[token.i + 1 : end]:
        if word.text == "(":
            acronym = word.nbor().text
            right = acronym[:1] == token.text[:1] and _is_acronym(acronym)
            return str(token.doc[token.i : word.i].text) if right and word.i > token.i + 1 else ""
        if (word.is_punct and word.text not in ("'", "’", "-")) or word.pos_ in ("AUX", "PRON"):
            return ""
    return ""


def _particled(doc: Doc, mention: Mention) -> str:
    """Give a first name with what a particle adds to it: «Humberto» with «de la Calle»."""
    if " " in mention.name or doc[mention.head].ent_type_ != "PER":
        return ""
    after = doc[mention.end : mention.end + 3]
    if len(after) < 3 or after[0].lower_ not in ("de", "della", "del", "dos", "da") or after[0].text == "De":
        return ""
    last = next((word for word in after[1:] if word.text[:1].isupper()), None)
    if last is None or (last.i > after[1].i and after[1].lower_ not in ("la", "los", "las")):
        return ""
    return str(doc[mention.start : last.i + 1].text)


def _body(token: Token) -> str:
    """Give a body's name with all its complements: «Association d'aide aux victimes»."""
    if not has_capital(token) or token.lower_ not in GROUPS | words.BODY_NAMES | {"reporters", "médecins"}:
        return ""
    end = token.i + 1
    while end < min(token.i + 2 * _LONGEST, token.sent.end):
        word = token.doc[end]
        if word.is_punct or word.lower_ in WEEKDAYS or word.pos_ not in IN_NAMES:
            break
        if word.pos_ == "ADP" and word.lower_ not in _OF and not _is_of_names(word):
            break
        end += 1
    while end > token.i + 1 and token.doc[end - 1].pos_ in ("ADP", "DET", "ADV", "CCONJ"):
        end -= 1
    return str(token.doc[token.i : end].text)


def _is_of_names(word: Token) -> bool:
    """Tell «aux» in «Association d'aide aux victimes», «sans» in «Reporters sans frontières», «en» in «… en Iran»."""
    if word.lower_ in ("aux", "sans"):
        return not has_capital(word.nbor())
    return word.lower_ == "en" and has_capital(word.nbor())


IN_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "X"})
_OF = frozenset({"de", "du", "des", "d'", "d’", "pour", "contre"})


def _official(token: Token) -> str | None:
    """Give a body's name up to its acronym: «Front pour la paix» of «Front pour la paix (FPP)»."""
    if not has_capital(token):
        return None
    for word in token.doc[token.i + 1 : min(token.i + 2 * _LONGEST, token.sent.end)]:
        if word.text == "(" and word.nbor().text.isupper():
            return str(token.doc[token.i : word.i].text)
        if word.is_punct and word.text not in ("'", "’", "-"):
            return None
    return None


def words_of(doc: Doc, token: Token) -> Span:
    """Give the words that name a speaker."""
    mention = mention_at(doc, token.i)
    return doc[mention.start : mention.end] if mention else doc[token.i : token.i + 1]


def _phrase(token: Token) -> str:
    """Give a noun with the adjectives and complements right after it, up to a mark, a verb or a relative."""
    high = token.i > token.sent.start and token.nbor(-1).lower_ in ("haut", "haute", "hauts", "hautes")
    return str(token.doc[token.i - high : phrase_end(token)].text)


def phrase_end(token: Token) -> int:
    end = token.i + 1
    within = set(token.subtree)
    while end < min(token.i + _LONGEST, token.sent.end):
        word = token.doc[end]
        if word not in within or word.is_punct or word.pos_ in ("PRON", "SCONJ", "CCONJ", "AUX"):
            break
        if word.pos_ == "VERB" or (word.dep_ == "acl" and word.morph.get("VerbForm", [])):
            break
        if word.lower_ in THIS or (word.lower_ in _WHERE and not has_capital(word.nbor())):
            break
        end += 1
    while end > token.i + 1 and token.doc[end - 1].pos_ in ("ADP", "DET", "ADV"):
        end -= 1
    if token.lemma_ == "source" and end + 1 < token.sent.end and token.doc[end].lower_ in ("à", "au", "aux", "en"):
        place = end + 1 + (token.doc[end + 1].pos_ == "DET")
        if place < token.sent.end and (has_capital(token.doc[place]) or place > end + 1):
            return place + 1 if token.doc[place].lower_ not in WEEKDAYS else end
    return end


_WHERE = frozenset(
    {"à", "au", "aux", "en", "dans", "sur", "par", "pour"}
)  # «source au Caire», not «à des journalistes»
_LONGEST = 8  # words of a described speaker
