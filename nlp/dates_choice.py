"""Which date belongs to an event: each date near it is described, and the description weighed.

The network is data (`model/dates.npz`), fitted to annotated articles by `python -m nlp.training dates`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Doc, Token

from nlp.dates import DateMention
from nlp.dates_context import beside, context
from nlp.dates_features import absence, carried, inside, reading
from nlp.dates_grammar import Direction
from nlp.dates_timeline import Scene, Timeline
from nlp.passages import clause_of
from nlp.role_network import Network
from nlp.schema import EventType, Evidence, When

MODEL = Path(__file__).parent / "model" / "dates.npz"
_CARRIED = 3  # dates told before the sentence that may carry over, beside the first of the article


class DateModelMissing(Exception):  # noqa: N818  names the state, as its siblings do
    """The network of dates {path} cannot be read; make it: python -m nlp.training dates"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that an event may have, with its description; `mention` is None for «no date»."""

    mention: DateMention | None
    direction: Direction
    features: tuple[str, ...]

    @property
    def when(self) -> When | None:
        """Give the days that this reading means."""
        return self.mention.when(self.direction) if self.mention else None

    @property
    def days(self) -> tuple[object, object]:
        """Give the first and last day; two times None for «no date»."""
        when = self.when
        return (when.start, when.end) if when else (None, None)


@dataclass(frozen=True, slots=True)
class Choice:
    """The dates that an event may have, «no date» first, and the features of the event itself."""

    shared: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def date_of(
    doc: Doc,
    trigger: int,
    mentions: Sequence[DateMention],
    kind: EventType | None = None,
    planned: bool = False,
    network: Network | None = None,
) -> When | None:
    """Give the date of the event whose trigger is the token `doc[trigger]`, or None where the text dates it not.

    A plan's own day lies ahead: `planned` says that the words tell one, whatever the date. `mentions` are those of
    the whole text (`nlp.dates.date_mentions`). The evidence is the words of the date; its reason is the kind of date,
    or `carried` for a date that a sentence before told. Raises DateModelMissing where no network is given and the
    shipped one is not there.
    """
    word = doc[trigger]
    best = likeliest(choice_of(doc, word, mentions, kind), network or load_dates())
    when = best.when
    if best.mention and best.direction != "future" and _lies_ahead(doc, word, best.mention, mentions, planned):
        return best.mention.future
    if when is None or best.mention is None or best.mention.span.start >= word.sent.start_char:
        return when
    return replace(when, evidence=(Evidence(best.mention.span, "carried"),))


def likeliest(choice: Choice, network: Network) -> Candidate:
    """Give the likeliest candidate of the likeliest days: the chances of all words that mean the same days add up."""
    chances = network.chances(choice.shared, [candidate.features for candidate in choice.candidates])[0].tolist()
    sums: defaultdict[tuple[object, object], float] = defaultdict(float)
    for candidate, chance in zip(choice.candidates, chances, strict=True):
        sums[candidate.days] += chance
    days = max(sums, key=sums.__getitem__)
    pairs = zip(chances, choice.candidates, strict=True)
    return max((pair for pair in pairs if pair[1].days == days), key=lambda pair: pair[0])[1]


@cache
def load_dates(path: Path = MODEL) -> Network:
    """Read the shipped network once."""
    return Network.load(path, DateModelMissing)


def _lies_ahead(doc: Doc, trigger: Token, mention: DateMention, mentions: Sequence[DateMention], planned: bool) -> bool:
    """Tell whether a date that may be past or to come is a plan's own: it stands in the plan's clause.

    «se rendrait à Moscou lundi» is no hearsay of last Monday, which would be «se serait rendu».
    """
    if mention.future is None or mention.future == mention.past or mention.code not in _TURNING:
        return False
    clause = clause_of(trigger)
    would = clause.verb == trigger and clause.tense == "conditional" and _CONDITIONAL.search(trigger.lower_)
    if not planned and not would:
        return False
    start = mention.span.start
    if start < trigger.sent.start_char:
        return False
    if start > trigger.idx and _FROM_ON.search(doc.text[trigger.idx : start]):
        return True
    same = _timeline(doc, mentions).clause(mention).verb == clause.verb
    return same and (clause.tense in _OF_PLANS or bool(_FROM.search(doc.text[:start][-20:])))


_TURNING = frozenset({"weekday", "weekday_day", "range", "pair"})
_OF_PLANS = frozenset({"present", "conditional", "future", "infinitive", "gerund"})
_CONDITIONAL = re.compile(r"(?:er|ir|[dvu]r|ttr)ai(?:en)?t$")  # a present one, of more stems than the imperfect has
_FROM = re.compile(r"(?:à compter|à partir|dès|pour|d'ici)(?: de| le| ce)? $")
_FROM_ON = re.compile(r"^\w+(?: \w+){0,3} (?:à compter|à partir) (?:de |du )$")  # the parse takes «compter» for a verb


def choice_of(doc: Doc, trigger: Token, mentions: Sequence[DateMention], kind: EventType | None = None) -> Choice:
    """List the dates that an event may have, «no date» among them, each with its description.

    The event's type helps where it is known: what is said is dated less often than what is done.
    """
    scene = Scene(_timeline(doc, mentions), trigger, kind.value if kind else "-")
    return Choice(tuple(context(scene)), tuple(_candidates(scene)))


def _candidates(scene: Scene) -> Iterator[Candidate]:
    yield Candidate(None, "past", tuple(absence(scene)))
    earlier = scene.before[:1] + scene.before[1:][-_CARRIED:]
    ahead: tuple[DateMention, ...] = ()
    if not scene.own and not earlier:
        ahead = tuple(m for m in scene.line.dated if m.span.start >= scene.sentence.end_char)[:1]
    for mention in (*scene.own, *earlier, *ahead):
        if (mention.past is None and mention.future is None) or _is_anothers(scene, mention):
            continue
        if mention in scene.own:
            where = tuple(inside(scene, mention))
        else:
            first, latest = mention is scene.line.dated[0], bool(earlier) and mention is earlier[-1]
            where = tuple(carried(scene, mention, first=first, latest=latest))
        where += tuple(beside(scene, mention))
        turns: list[Direction] = ["past"] if mention.past == mention.future else ["past", "future"]
        turns.extend(turn for turn, _ in mention.further)
        for turn in turns:
            if mention.when(turn) is not None:
                yield Candidate(mention, turn, where + tuple(reading(scene, mention, turn, len(turns))))


def _is_anothers(scene: Scene, mention: DateMention) -> bool:
    """Tell whose day is which in «au lendemain de l'attentat de lundi»: the attack's is Monday, Tuesday all others'."""
    for first, second in pairwise(scene.own):
        if first.code == "relative" and _OF.match(scene.line.doc.text, first.span.end) and mention in (first, second):
            inside_phrase = first.span.end < scene.trigger.idx < second.span.start
            return inside_phrase if mention is first else not inside_phrase
    return False


_OF = re.compile(r" (?:d['’]|du |des |de )")


def _timeline(doc: Doc, mentions: Sequence[DateMention]) -> Timeline:
    """Give the article's timeline, kept with the Doc as each of its events asks for it."""
    known: tuple[Sequence[DateMention], Timeline] | None = doc.user_data.get("timeline")
    if known is None or known[0] is not mentions:
        known = doc.user_data["timeline"] = mentions, Timeline(doc, mentions)
    return known[1]
