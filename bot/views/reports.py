"""What other articles say of the same happening, and where the sources differ; both under the card of an event."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.texts import Texts
from bot.views.figures import enumerated
from bot.views.layout import clip, lines
from nlp.schema import Event
from store.records import EventRecord

_SHOWN = 6  # sources listed; a card is one message
_NAME, _SAYING = 40, 3  # characters of a name, and names shown that say the same


def reports(record: EventRecord, others: Sequence[EventRecord], texts: Texts) -> Markup | None:
    """The other sources with what each adds, then what they disagree on; None where no other tells it."""
    if not others:
        return None
    told = [
        texts.get(
            "cards.source",
            publisher=publisher(one, texts),
            day=texts.day(one.published),
            link=Markup(f"/event_{one.id}"),
        )
        for one in others[:_SHOWN]
    ]
    more = ["…"] if len(others) > _SHOWN else []
    return lines(texts.count("cards.sources", len(others)), *told, *more, *_differences((record, *others), texts))


def publisher(record: EventRecord, texts: Texts) -> str:
    """Who published the article."""
    return clip(record.publisher, _NAME) if record.publisher else str(texts.get("events.unknown_publisher").unescape())


def _differences(records: Sequence[EventRecord], texts: Texts) -> list[Markup]:
    found = []
    said: tuple[tuple[str, Callable[[Event], str]], ...] = (
        ("cards.differ_killed", lambda event: texts.number(event.killed.value) if event.killed else ""),
        ("cards.differ_wounded", lambda event: texts.number(event.wounded.value) if event.wounded else ""),
        ("cards.differ_date", lambda event: texts.span(event.when.start, event.when.end) if event.when else ""),
        ("cards.differ_doer", _doers),
        ("cards.differ_status", lambda event: str(texts.get(f"events.status_{event.status}").unescape())),
    )
    for key, value in said:
        by_value: dict[str, list[str]] = {}
        for one in records:
            if worth := value(one.event):
                names = by_value.setdefault(worth, [])
                if publisher(one, texts) not in names:
                    names.append(publisher(one, texts))
        if key == "cards.differ_doer" and _share_doer(records):
            continue
        if len(by_value) > 1:
            parts = [
                texts.get("cards.said", value=worth, names=enumerated(names[:_SAYING], texts))
                for worth, names in list(by_value.items())[:_SHOWN]
            ]
            found.append(texts.get(key, said=Markup(" ; ").join(parts)))
    return [texts.get("cards.differ"), *found] if found else []


def _doers(event: Event) -> str:
    return ", ".join(clip(actor.name, _NAME) for actor in event.sources[:2])


def _share_doer(records: Sequence[EventRecord]) -> bool:
    """Whether all who name a doer name one in common, by identity or by name."""
    named = [{actor.key or actor.name for actor in one.event.sources} for one in records if one.event.sources]
    return not named or bool(set.intersection(*named))
