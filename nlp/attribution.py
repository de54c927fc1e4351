"""Who reports or claims an event: «selon X», «a rapporté X», «X affirme que…».

Reports are found in a sentence, each with its speaker; which of them cover an event is weighed by weights that are
data (`nlp.patterns.fr_attribution_weights`), fitted to annotated articles by `python -m nlp.training.attribution`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.coreference import Cast
from nlp.dates_choice import tree
from nlp.dates_grammar import any_of, plain
from nlp.mentions import has_capital, is_name, mention_at
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_attribution_weights import WEIGHTS
from nlp.patterns.fr_roles import GROUPS, PEOPLE
from nlp.schema import Attribution, EventType, Evidence, Span
from nlp.verbs import governor, heads, infinitive, is_predicate, tense

_OPENER = re.compile(rf"(?<![\w'])(?:{any_of(map(plain, words.OPENERS))})(?=\s)|(?<![\w'])d'après(?=\s)", re.IGNORECASE)
_SOURCE = re.compile(rf"(?<!\w)(?:{any_of(words.SOURCES)})(?=\s)", re.IGNORECASE)
BAR = -0.8
"""Log odds above which a report covers an event: the best F1 under cross-validation on the annotated articles."""

_NEAR = 5  # words from a cue to its speaker
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM", "ADJ"})


@dataclass(frozen=True, slots=True)
class Report:
    """A place where somebody is said to report: token indexes of the cue («selon», the verb) and of the speaker.

    `kind` is `opener` («selon X»), `inverted` («, a rapporté X»), `governing` («X affirme que…») or `relay` («a déclaré
    Y à la chaîne X»).
    """

    cue: int
    speaker: int
    kind: str


def attribution_of(
    doc: Doc, trigger: int, kind: EventType | None = None, cast: Cast | None = None
) -> tuple[Attribution, ...]:
    """Give who reports the event whose trigger is the token `doc[trigger]`; empty where the article asserts it itself.

    With a cast, a speaker who is only pointed at («il», «selon lui», «ce responsable») is named by coreference, and
    known actors carry their key. The evidence's reason is the kind of report, or `pronoun` where the words only point;
    without a cast these come as they stand.
    """
    word = doc[trigger]
    found: dict[str, Attribution] = {}
    for report in find_reports(doc, word):
        if weigh(doc, word, report, kind) > BAR:
            attribution = attribution_from(doc, report, cast)
            if attribution:
                found.setdefault(attribution.name, attribution)
    return tuple(found.values())


def weigh(doc: Doc, trigger: Token, report: Report, kind: EventType | None) -> float:
    """Give the log odds that a report covers an event."""
    return sum(WEIGHTS.get(name, 0.0) for name in describe(doc, trigger, report, kind))


def attribution_from(doc: Doc, report: Report, cast: Cast | None) -> Attribution | None:
    """Name the speaker of a report; None where no noun phrase stands there."""
    token = _named_speaker(doc, report.speaker)
    mention = mention_at(doc, token.i)
    if mention is None:
        return None
    span = doc[mention.start : mention.end]
    pointed = mention.pronoun or any(child.lower_ in _THIS for child in doc[report.speaker].children)
    evidence = (Evidence(Span(span.text, span.start_char, span.end_char), "pronoun" if pointed else report.kind),)
    actor = cast.actor(token.i, report.kind) if cast else None
    if actor is None:
        return Attribution(speaker_name(doc, report), evidence)
    name = actor.name if pointed or mention.proper else speaker_name(doc, report)
    return Attribution(name, evidence, actor.key)


_THIS = frozenset({"ce", "cet", "cette", "ces", "ledit", "ladite"})


def speaker_name(doc: Doc, report: Report) -> str:
    """Name a speaker: the name within «la chaîne France24», else the phrase without article («source au Caire»)."""
    token = _named_speaker(doc, report.speaker)
    mention = mention_at(doc, token.i)
    if mention is None:
        return token.text
    return mention.name if mention.proper else _phrase(token)


def _named_speaker(doc: Doc, speaker: int) -> Token:
    """Go from a description to the name that follows: «la chaîne France24», «le porte-parole, Untel»."""
    token = doc[speaker]
    if token.pos_ == "PROPN":
        return token
    for child in token.children:
        if child.dep_ == "appos" and child.i > token.i and (is_name(child) or mention_is_titled(doc, child)):
            return child
        if token.lemma_ in words.MEDIA and child.i == token.i + 1 and is_name(child):
            return child
    if token.lemma_ in words.CORRESPONDENTS and token.i + 1 < len(doc) and doc[token.i + 1].lower_ != "à":
        return next((word for word in token.subtree if word.i > token.i and is_name(word)), token)
    end = token.i + len(_phrase(token).split())
    if end + 1 < token.sent.end and doc[end].text == "," and is_name(doc[end + 1]) and token.lemma_ in PEOPLE:
        return doc[end + 1]
    return token


def mention_is_titled(doc: Doc, token: Token) -> bool:
    """Tell a description with a name in it («le général Untel»)."""
    mention = mention_at(doc, token.i)
    return mention is not None and mention.proper


def _phrase(token: Token) -> str:
    """Give a noun with the adjectives and complements right after it, up to a mark, a verb or a relative."""
    end = token.i + 1
    within = set(token.subtree)
    while end < min(token.i + _LONGEST, token.sent.end):
        word = token.doc[end]
        if word not in within or word.is_punct or word.pos_ in ("PRON", "SCONJ", "CCONJ", "AUX"):
            break
        if word.pos_ == "VERB" and word.dep_ not in ("amod", "acl"):
            break
        if word.lower_ in _WHERE and not has_capital(word.nbor()):
            break
        end += 1
    while end > token.i + 1 and token.doc[end - 1].pos_ in ("ADP", "DET", "ADV"):
        end -= 1
    return str(token.doc[token.i : end].text)


_WHERE = frozenset(
    {"à", "au", "aux", "en", "dans", "sur", "par", "pour"}
)  # «source au Caire», not «à des journalistes»
_LONGEST = 8  # words of a described speaker


def find_reports(doc: Doc, trigger: Token) -> list[Report]:
    """List the reports of the trigger's sentence, in text order, one for each cue."""
    found = {report.cue: report for report in (*_verbs(trigger), *_openers(doc, trigger))}
    return [found[cue] for cue in sorted(found) if _is_speaker(doc[found[cue].speaker])]


def _is_speaker(word: Token) -> bool:
    return word.pos_ in _NOMINAL and word.lemma_ not in words.NOBODY and word.lower_ not in words.NOBODY


def _openers(doc: Doc, trigger: Token) -> Iterator[Report]:
    sentence = trigger.sent
    text = plain(sentence.text)
    for match in _OPENER.finditer(text):
        last = _token_at(doc, sentence.start_char + match.end() - 1)
        if match[0].lower().startswith("auprès") and not _after_learning(last):
            continue
        if last.i + 1 < len(doc) and last.nbor().lower_ == "ce":
            continue  # «selon ce qu'a diffusé X»: the verb tells the speaker
        speaker = last.head if last.dep_ == "case" and 0 < last.head.i - last.i <= _NEAR else _noun_after(last)
        if speaker is not None:
            yield Report(last.i, _behind_statement(speaker).i, "opener")
    for match in _SOURCE.finditer(text):
        source = _token_at(doc, sentence.start_char + match.end() - 1)
        yield Report(source.i, source.i, "opener")


def _behind_statement(noun: Token) -> Token:
    """Go from «les déclarations de X», «le décompte de X» to who made them."""
    if noun.lemma_ in words.STATEMENTS:
        for child in noun.children:
            if child.dep_ == "nmod" and child.i > noun.i and child.pos_ in ("NOUN", "PROPN"):
                return child
    return noun


def _token_at(doc: Doc, offset: int) -> Token:
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if doc[middle].idx <= offset else (low, middle - 1)
    return doc[low]


def _after_learning(word: Token) -> bool:
    before = word.doc[max(word.sent.start, word.i - 6) : word.i]
    return any(infinitive(other) in words.LEARNING for other in before)


def _noun_after(word: Token) -> Token | None:
    for other in word.doc[word.i + 1 : min(word.i + 1 + _NEAR, word.sent.end)]:
        if other.lower_ in _WEEKDAYS:
            continue
        if other.lower_ in ("que", "qu'", "qu’") or other.dep_ == "mark":
            return None
        if (
            other.pos_ in ("NOUN", "PROPN")
            or has_capital(other)
            or (other.pos_ == "PRON" and other.lower_ not in ("qui", "que", "dont"))
        ):
            return other
        if other.pos_ in ("VERB", "PUNCT"):
            return None
    return None


def _verbs(trigger: Token) -> Iterator[Report]:
    for verb in trigger.sent:
        if verb == trigger or not _reports(verb):
            continue
        clitic = next((w for w in verb.doc[verb.i + 1 : verb.i + 2] if w.lower_ in _CLITICS), None)
        clitic = clitic or next((w for w in verb.doc[max(verb.i - 1, 0) : verb.i] if w.lower_ in _CLITICS), None)
        following = clitic or _speaker_after(verb)
        if following is not None:
            yield Report(verb.i, following.i, "inverted")
        else:
            before = _agent(verb) or _speaker_before(verb)
            if before is not None:
                yield Report(verb.i, before.i, "governing")
        relay = _relay(verb)
        if relay is not None:
            yield Report(relay.i, relay.i, "relay")


def _agent(verb: Token) -> Token | None:
    """Give who reports in «annoncé mardi par Untel»."""
    for word in verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]:
        if word.lower_ == "par":
            return _noun_after(word)
        if word.is_punct or word.pos_ in ("VERB", "AUX"):
            return None
    return None


def _relay(verb: Token) -> Token | None:
    """Give the medium in «a déclaré un officiel à la chaîne CNN», «a confié à l'AFP»."""
    for child in verb.children:
        media = child.lemma_ in words.MEDIA or child.text in words.AGENCIES
        if media and any(below.dep_ == "case" and below.lower_ in ("à", "au") for below in child.children):
            return child
    return None


def _speaker_after(verb: Token) -> Token | None:
    """Give the speaker who follows a verb («…, a rapporté lundi le ministre»): a person, a body or a name."""
    speaker = _noun_after(_last_of_group(verb))
    if speaker is None or any(child.dep_ == "case" and child.i > verb.i for child in speaker.children):
        return None
    able = is_name(speaker) or speaker.lemma_ in PEOPLE | GROUPS | words.MEDIA | words.SPEAKERS
    return speaker if able and (_is_parenthetic(verb) or speaker.dep_ in ("nsubj", "nsubj:pass")) else None


def _speaker_before(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb.i:
            return _antecedent(child)
    if "Fin" in verb.morph.get("VerbForm", []) or any(child.dep_.startswith("aux") for child in verb.children):
        for word in reversed(list(verb.doc[max(verb.sent.start, verb.i - _CLAUSE) : verb.i])):
            if word.pos_ in ("NOUN", "PROPN") and not any(child.dep_ == "case" for child in word.children):
                if word.dep_ != "appos" or word.head.pos_ not in ("NOUN", "PROPN"):
                    return word
            elif word.pos_ == "VERB" or word.text in ";:":
                break
    return _shared_subject(verb)


_CLAUSE = 12  # words before a verb that may hold its subject


_CLITICS = frozenset({"-t-il", "-t-elle", "-il", "-elle", "-ils", "-elles", "-t-on", "-on", "t-il", "t-elle"})


def _reports(verb: Token) -> bool:
    if verb.pos_ not in ("VERB", "ADJ", "AUX", "NOUN") or (
        verb.pos_ == "NOUN" and verb.dep_ not in ("ROOT", "parataxis")
    ):
        return False
    lemma = infinitive(verb)
    if lemma == "faire":
        return any(child.lower_ in ("savoir", "état", "part") for child in verb.doc[verb.i + 1 : verb.i + 3])
    return lemma in words.REPORTING_VERBS


def _is_parenthetic(verb: Token) -> bool:
    """Tell a verb set between marks without a subject before it: «…, a rapporté le ministre»."""
    first = verb.i
    while first > verb.sent.start and (
        verb.doc[first - 1].pos_ in ("AUX", "PRON", "ADV") or verb.doc[first - 1].head == verb
    ):
        if verb.doc[first - 1].is_punct:
            break
        first -= 1
    return first > verb.sent.start and verb.doc[first - 1].text in (",", "»", ";", "—", "–", "-", "(", '"', "”")


def _last_of_group(verb: Token) -> Token:
    """Pass over what may stand between verb and speaker: «savoir», «lundi», an adverb."""
    last = verb
    for word in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]:
        if word.lower_ in ("savoir", "état") or word.pos_ in ("ADV", "VERB") or word.lower_ in _WEEKDAYS:
            last = word
        else:
            break
    return last


_WEEKDAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"})


def _antecedent(subject: Token) -> Token:
    if subject.lower_ in ("qui", "lequel", "laquelle", "lesquels", "lesquelles"):
        for word in heads(subject)[1:4]:
            if word.dep_.startswith("acl"):
                return word.head
    return subject


def _shared_subject(verb: Token) -> Token | None:
    """Borrow the subject of the verb that a conjunct, participle or gerund hangs on."""
    for head in heads(verb)[1:4]:
        for child in head.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb.i:
                return _antecedent(child)
    if verb.dep_ == "acl":
        return verb.head
    return None


def describe(doc: Doc, trigger: Token, report: Report, kind: EventType | None) -> Iterator[str]:
    """Describe how a report stands to an event, as features."""
    cue, speaker = doc[report.cue], doc[report.speaker]
    yield "any"
    yield f"kind={report.kind}"
    if kind is not None:
        yield f"type={kind.value}"
        yield f"type={kind.value}:{report.kind}"
    if report.kind not in ("opener", "relay"):
        yield f"verb={infinitive(cue)}"
        yield f"verb_tense={tense(cue)}"
    anchor = speaker if report.kind in ("opener", "relay") else cue
    for feature in tree(anchor, trigger):
        yield f"{report.kind}:{feature}"
    yield from _order(doc, trigger, report)
    if tense(governor(trigger)).startswith("conditional"):
        yield "hearsay"
    yield f"pos={trigger.pos_}:{report.kind}"
    if speaker in heads(trigger) or trigger in heads(speaker):
        yield "speaker_inside"
    if cue in heads(trigger):
        below = next((word for word in heads(trigger) if word.head == cue), trigger)
        yield f"under_cue={below.dep_}"
    if speaker.pos_ == "PRON":
        yield "pronoun"


def _order(doc: Doc, trigger: Token, report: Report) -> Iterator[str]:
    low, high = sorted((report.cue, trigger.i))
    between = doc[low + 1 : high]
    side = "before" if report.cue < trigger.i else "after"
    verbs = min(sum(map(is_predicate, between)), 3)
    yield f"{report.kind}:{side}:verbs={verbs}"
    yield f"{report.kind}:{side}:far={min(len(between) // 8, 4)}"
    if any(word.text in (";", ":") for word in between):
        yield f"{report.kind}:{side}:break"
    if any(word.text in "()«»" for word in between):
        yield f"{report.kind}:{side}:bracket"
    if report.cue - trigger.sent.start < 3:
        yield f"{report.kind}:opens"
    if any(word.lower_ in ("que", "qu'", "qu’") and word.pos_ == "SCONJ" for word in between):
        yield f"{report.kind}:{side}:que"
    others = [r for r in find_reports(doc, trigger) if r.cue != report.cue]
    if any(abs(r.cue - trigger.i) < abs(report.cue - trigger.i) for r in others):
        yield f"{report.kind}:other_nearer"
    if any(word.pos_ == "NUM" for word in doc[max(report.cue - 6, trigger.sent.start) : report.cue]):
        yield f"{report.kind}:number_before"
