"""Who speaks where a verb of saying stands: after it («a rapporté lundi le ministre»), before it, or as its agent."""

from spacy.tokens import Token

from nlp.mentions import has_capital, is_name
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_dates import MONTHS, WEEKDAYS
from nlp.patterns.fr_roles import ACTOR_NOUNS
from nlp.saying import is_parenthetic
from nlp.verbs import heads

NEAR = 5  # words from a cue to its speaker
_ABLE = ACTOR_NOUNS | words.MEDIA | words.SPEAKERS
_QUOTES = frozenset({"«", "“", '"'})
_ASKING = frozenset({"que", "qu'", "qu’", "comment", "combien", "pourquoi"})
CLAUSES = frozenset({"que", "qu'", "qu’", "qui", "dont"})


def noun_after(word: Token) -> Token | None:
    """Give the first noun, name or pronoun after a word, up to a verb, a mark or a clause."""
    for other in word.doc[word.i + 1 : min(word.i + 1 + NEAR, word.sent.end)]:
        if other.lower_ in WEEKDAYS or other.text in _QUOTES:
            continue
        if other.lower_ in _ASKING or other.dep_ == "mark":
            return None
        if other.lower_ in words.LATTER and other.nbor(-1).lower_ in ("ce", "cette", "ces"):
            return other
        if (
            other.pos_ in ("NOUN", "PROPN")
            or has_capital(other)
            or (other.pos_ == "PRON" and other.lower_ not in ("qui", "que", "dont"))
        ):
            return other
        if other.pos_ in ("VERB", "PUNCT"):
            return None
    return None


def house_after(clitic: Token) -> Token | None:
    """Give where one speaks in «fait-on savoir à Moscou», «souffle-t-on dans son entourage»."""
    doc, end = clitic.doc, min(clitic.i + 7, clitic.sent.end)
    for word in doc[clitic.i + 1 : end]:
        if word.lower_ in ("à", "au", "aux", "dans", "chez", "auprès"):
            return noun_after(word)
        if word.is_punct:
            return None
    return None


def agent(verb: Token) -> Token | None:
    """Give who reports in «annoncé mardi par Untel»."""
    for word in verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]:
        if word.lower_ == "par":
            return noun_after(word)
        if word.is_punct or word.pos_ in ("VERB", "AUX"):
            break
    if not _is_passive(verb):
        return None
    far = (child for child in verb.children if child.i > verb.i and (is_name(child) or child.lemma_ in _ABLE))
    return next((child for child in far if any(below.lower_ == "par" for below in child.lefts)), None)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in verb.children)


def relay_of(verb: Token) -> Token | None:
    """Give the medium in «a déclaré un officiel à la chaîne CNN», «a confié à l'AFP»."""
    for child in verb.children:
        media = child.lemma_ in words.MEDIA or child.text in words.AGENCIES
        if media and any(below.dep_ == "case" and below.lower_ in ("à", "au") for below in child.children):
            return child
    return None


def speaker_after(verb: Token) -> Token | None:
    """Give the speaker who follows a verb («…, a rapporté lundi le ministre»): a person, a body or a name."""
    speaker = noun_after(_last_of_group(verb))
    if speaker is None or _is_governed(speaker, verb) or _is_time(speaker):
        speaker = _subject_after(verb) or _noun_behind_adjuncts(_last_of_group(verb))
    if speaker is None:
        return None
    if speaker.dep_ in ("nsubj", "nsubj:pass") and speaker.head == verb:
        return speaker
    parenthetic = is_parenthetic(verb)
    able = is_name(speaker) or speaker.lemma_ in _ABLE
    if not able and parenthetic and not _has_subject(verb):
        able = _is_definite(speaker)
    able = able or (speaker.lower_ in ("un", "une") and speaker.nbor().lower_ in ("de", "des", "d'", "d’"))
    return speaker if able and (parenthetic or speaker.dep_ in ("nsubj", "nsubj:pass")) else None


def _subject_after(verb: Token) -> Token | None:
    return next(
        (
            child
            for child in verb.children
            if child.dep_.startswith("nsubj") and child.i > verb.i and not _is_time(child)
            if not _is_governed(child, verb)
            if not any(word.lower_ in _ASKING for word in verb.doc[verb.i : child.i])
        ),
        None,
    )


def _is_time(noun: Token) -> bool:
    """Tell «lundi soir», «le jour même» in «a indiqué lundi soir le gouverneur»."""
    return noun.lower_ in words.TIMES or noun.lower_ in WEEKDAYS or noun.lower_ in MONTHS


def _noun_behind_adjuncts(last: Token) -> Token | None:
    """Give the first noun behind times and places: «a indiqué dans la foulée, devant la presse, le cabinet»."""
    governed = False
    for word in last.doc[last.i + 1 : min(last.i + 1 + _FAR, last.sent.end)]:
        if word.lower_ in CLAUSES | _ASKING or word.lower_ == "par" or word.pos_ in ("VERB", "AUX", "SCONJ"):
            return None
        if word.is_punct and not _sets_off_time(word):
            return None
        before = word.nbor(-1)
        if word.pos_ == "ADP":
            governed = True
        elif word.pos_ == "DET" and before.pos_ != "ADP":
            governed = False
        else:
            person = word.ent_type_ == "PER" and before.pos_ == "NOUN" and "Plur" in before.morph.get("Number", [])
            if person or (not governed and word.pos_ in ("NOUN", "PROPN") and not _is_time(word)):
                return word
    return None


_FAR = 12  # words from a verb to its speaker behind adjuncts


def _sets_off_time(mark: Token) -> bool:
    """Tell the commas of «a confirmé, mercredi, Untel»."""
    near = mark.doc[max(mark.i - 2, mark.sent.start) : mark.i + 2]
    return mark.text == "," and any(map(_is_time, near))


def _is_governed(noun: Token, verb: Token) -> bool:
    """Tell «à Genève» in «a indiqué à Genève le Comité»: a noun behind a preposition of its own does not speak."""
    return any(child.dep_ == "case" and child.i > verb.i for child in noun.children)


def _has_subject(verb: Token) -> bool:
    return any(
        child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb.i and not _is_time(child) for child in verb.children
    )


def _is_definite(noun: Token) -> bool:
    """Tell «le quai d'Orsay», «son entourage»: what follows «…, affirme» with a determiner speaks."""
    return noun.pos_ == "NOUN" and any(child.dep_ == "det" and child.i == noun.i - 1 for child in noun.children)


def speaker_before(verb: Token) -> Token | None:
    """Give the subject of a verb of saying, or the noun before it where the parse has none."""
    if _is_passive(verb):
        return None  # «la chute a été annoncée»
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb.i and not _is_time(child):
            return _antecedent(child)
    if "Fin" in verb.morph.get("VerbForm", []) or any(child.dep_.startswith("aux") for child in verb.children):
        for word in reversed(list(verb.doc[max(verb.sent.start, verb.i - _CLAUSE) : verb.i])):
            if word.lower_ in WEEKDAYS or word.lower_ in MONTHS:
                continue
            if word.pos_ in ("NOUN", "PROPN") and not any(child.dep_ == "case" for child in word.children):
                if word.dep_ != "appos" or word.head.pos_ not in ("NOUN", "PROPN"):
                    return word
            elif word.pos_ == "VERB" or word.text in ";:":
                break
    return _shared_subject(verb)


_CLAUSE = 12  # words before a verb that may hold its subject


def _last_of_group(verb: Token) -> Token:
    """Pass over what may stand between verb and speaker: «savoir», «lundi», an adverb."""
    last = verb
    for word in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]:
        if word.lower_ in ("savoir", "état") or word.pos_ in ("ADV", "VERB") or word.lower_ in WEEKDAYS:
            last = word
        else:
            break
    return last


def _antecedent(subject: Token) -> Token:
    """Go from «qui» to what it stands for; in «c'est X qui l'a annoncé» that is X."""
    if subject.lower_ in ("qui", "lequel", "laquelle", "lesquels", "lesquelles"):
        for word in heads(subject)[1:4]:
            if word.dep_.startswith("acl"):
                return word.head
    return subject


def _shared_subject(verb: Token) -> Token | None:
    """Borrow the subject of the verb that a conjunct, participle or gerund hangs on."""
    for head in heads(verb)[1:4]:
        if head.dep_ == "acl:relcl" and any(word.text == "," for word in verb.doc[head.i : verb.i]):
            return head.head  # «le ministère, dont les blindés ont reculé, fait savoir que…»
        for child in head.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb.i:
                return _antecedent(child)
    if verb.dep_ == "acl":
        return verb.head
    return None
