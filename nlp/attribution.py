"""Who reports or claims an event: «selon X», «a rapporté X», «X affirme que…», and who holds the floor around it.

The speakers of the article (`nlp.voices`) who stand near the event are weighed against each other and against «nobody»
by a network that is data (`model/attribution.npz`), fitted to annotated articles by
`python -m nlp.training attribution`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from nlp.attribution_features import NOBODY, Candidate, candidates, describe
from nlp.coreference import Cast
from nlp.role_network import Network
from nlp.schema import Attribution, EventType
from nlp.surroundings import surroundings
from nlp.voices import Conversation, conversation_of

MODEL = Path(__file__).parent / "model" / "attribution.npz"
BAR = -0.2
"""Log odds against «nobody» above which the likeliest speaker is named: the best mean F1 of news flashes and of retold
articles under cross-validation."""


class AttributionModelMissing(Exception):  # noqa: N818  names the state, as its siblings do
    """The network of speakers {path} cannot be read; make it: python -m nlp.training attribution"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


def attribution_of(
    doc: Doc,
    trigger: int,
    kind: EventType | None = None,
    cast: Cast | None = None,
    text: str = "",
    network: Network | None = None,
) -> tuple[Attribution, ...]:
    """Give who reports the event whose trigger is the token `doc[trigger]`; empty where the article asserts it itself.

    A speaker who is only pointed at («a-t-il ajouté», «précise l'officier») is the one who spoke before; with a cast,
    one whom no report named is named by coreference, and known actors carry their key. `text` is the article's own,
    whose line ends part the paragraphs. The evidence's reason is the kind of report, `pronoun` where the words only
    point, or `carried` where another sentence tells the speaker. Raises AttributionModelMissing where no network is
    given and the shipped one is not there.
    """
    word = doc[trigger]
    talk = conversation_of(doc, cast, text)
    speakers = list(candidates(talk, word))
    if not speakers:
        return ()
    rows = [tuple(describe(talk, word, kind, speaker)) for speaker in speakers]
    nobody, *scores = weigh(network or load_attribution(), surroundings(doc, word, kind.value if kind else "-"), rows)
    best = choose(scores, nobody)
    return () if best is None else _with_cited(talk, speakers, speakers[best])


def weigh(network: Network, shared: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Give the log odds of «nobody», then of each speaker, from their features and those of the event."""
    scores: list[float] = network.scores(shared, [NOBODY, *rows])[0].tolist()
    return scores


@cache
def load_attribution(path: Path = MODEL) -> Network:
    """Read the shipped network once."""
    return Network.load(path, AttributionModelMissing)


def choose(scores: Sequence[float], nobody: float) -> int | None:
    """Give the place of the likeliest speaker; None where «nobody» is likelier."""
    best = max(range(len(scores)), key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] - nobody > BAR else None


_CITING = frozenset({"citant", "cité", "citée", "cités", "citées"})


def _with_cited(talk: Conversation, speakers: Sequence[Candidate], best: Candidate) -> tuple[Attribution, ...]:
    """Name a speaker, with whom he cites or who cites him in the event's sentence; who was cited comes first."""
    told = _said(best)
    if best.nearest != "own":
        return (told,)
    for other in speakers:
        if other is not best and other.nearest == "own":
            for one, two in ((best, other), (other, best)):
                word = next((talk.doc[v.report.cue].lower_ for v in two.own if not v.stage), "")
                if word in _CITING:
                    cited = two if word == "citant" else one
                    return (told, _said(other)) if cited is best else (_said(other), told)
    return (told,)


def _said(speaker: Candidate) -> Attribution:
    """Name a speaker as he is named best, with the words from which the event takes him as evidence."""
    said = speaker.best.said
    if speaker.nearest == "own":
        near = next(voice for voice in speaker.own if not voice.stage)
        return replace(said, evidence=near.said.evidence)
    return replace(said, evidence=(replace(said.evidence[0], reason="carried"),))
