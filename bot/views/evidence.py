"""What an event was read from: for each slot the words of the article, and how they stand to what they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.texts import Texts
from bot.views.buttons import why_token
from bot.views.events import kind
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, Choice, clip, lines, size
from nlp.reasons import unwrapped
from nlp.schema import Event, Evidence, Status
from store.records import EventRecord

_NAME, _QUOTE, _TRIGGER = 60, 80, 40  # characters
_PROOFS = 4  # spans shown of one slot: a toll summed from more is told by its first
_CERTAIN, _PROBABLE = 0.8, 0.5  # README.md tells how many of such events are right
_ANCHORS = {"governor": "evidence.beyond", "below": "evidence.below"}
"""The wrappers that say what a reason's code stands to, in place of the trigger."""
_ELLIPSIS = Markup("…")


def choice(event_id: int, texts: Texts) -> Choice:
    """The button that asks for the evidence of an event."""
    return Choice(str(texts.get("evidence.button")), why_token(event_id))


def evidence(record: EventRecord, texts: Texts) -> Markup:
    """A line for each filled slot of an event, and how sure the reading is; one message at most."""
    head = texts.get("evidence.title", number=record.id)
    last = confidence(record.event.confidence, texts)
    room = MESSAGE_LENGTH - size(head) - size(last) - 2 * len(PARAGRAPH)
    return PARAGRAPH.join([head, _fitting(list(_slots(record.event, texts)), room), last])


def confidence(share: float, texts: Texts) -> Markup:
    """How sure a reading is, in a word and in per cent; never wholly sure and never wholly unsure."""
    word = "certain" if share >= _CERTAIN else "probable" if share >= _PROBABLE else "doubtful"
    percent = min(99, max(1, round(100 * share)))
    return texts.get("evidence.confidence", word=texts.get(f"evidence.{word}"), percent=percent)


def reason(code: str, trigger: str, texts: Texts) -> Markup | None:
    """A reason of `nlp.reasons` in words; None for one that no catalogue has, as an older reading may hold."""
    wrappers, plain = unwrapped(code)
    outer = [wrapper for wrapper in wrappers if wrapper not in _ANCHORS]
    keys = [f"evidence.reason_{plain}", *(f"evidence.wrapper_{wrapper}" for wrapper in outer)]
    if not all(texts.has(key) for key in keys):
        return None
    anchor = texts.get("events.excerpt", text=clip(trigger, _TRIGGER))
    for wrapper, key in _ANCHORS.items():
        if wrapper in wrappers:
            anchor = texts.get(key, trigger=anchor)
    said = texts.get(keys[0], trigger=anchor)
    for wrapper in reversed(outer):
        said = texts.get(f"evidence.wrapper_{wrapper}", reason=said)
    return said


def _slots(event: Event, texts: Texts) -> Iterator[Markup]:
    trigger = event.trigger.text
    yield texts.get(
        "evidence.type", names=_read(kind(event, texts), (Evidence(event.trigger, event.reason),), "", texts)
    )
    for key, fillers in (("events.who", event.sources), ("events.whom", event.targets), ("events.where", event.places)):
        for filler in fillers:
            yield texts.get(key, names=_read(filler.name, filler.evidence, trigger, texts))
    if event.when:
        days = texts.span(event.when.start, event.when.end)
        yield texts.get("events.when", span=_read(days, event.when.evidence, trigger, texts))
    if event.status is not Status.OCCURRED:
        yield texts.get("events.status", status=_status(event, texts))
    for speaker in event.attribution:
        yield texts.get("events.source", names=_read(speaker.name, speaker.evidence, trigger, texts))
    for key, toll in (("events.killed", event.killed), ("events.wounded", event.wounded)):
        if toll:
            counted = str(texts.count(key, toll.value))
            yield texts.get("events.toll", toll=_read(counted, toll.evidence, trigger, texts))


def _status(event: Event, texts: Texts) -> Markup:
    word = str(texts.get(f"events.status_{event.status}"))
    if event.status_evidence:
        return _read(word, event.status_evidence, event.trigger.text, texts)
    return texts.get("evidence.read", name=word, how=texts.get("evidence.by_date"))


def _read(name: str, proofs: Sequence[Evidence], trigger: str, texts: Texts) -> Markup:
    """«armée irakienne — « les forces irakiennes », sujet de « libéré »»; words that are the name are said once."""
    shown = clip(name, _NAME)
    told = [how for proof in proofs[:_PROOFS] if (how := _proof(proof, shown, trigger, texts))]
    if not told:
        return Markup("{}").format(shown)
    return texts.get("evidence.read", name=shown, how=Markup(texts.semicolon).join(told))


def _proof(proof: Evidence, name: str, trigger: str, texts: Texts) -> Markup:
    words = clip(proof.span.text, _QUOTE)
    quote = texts.get("events.excerpt", text=words) if words and words != name else None
    return Markup(texts.comma).join(part for part in (quote, reason(proof.reason, trigger, texts)) if part)


def _fitting(blocks: Sequence[Markup], room: int) -> Markup:
    """The first blocks that there is room for, with an ellipsis where some are left out."""
    used, kept = size(_ELLIPSIS) + 1, list[Markup]()
    for block in blocks:
        used += size(block) + 1
        if used > room:
            return lines(*kept, _ELLIPSIS)
        kept.append(block)
    return lines(*kept)
