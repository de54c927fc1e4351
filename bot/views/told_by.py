"""What several reports of one happening tell together: the toll from the lowest to the highest, and who they are.

An event without other reports is told by itself alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.texts import Texts
from bot.views.layout import clip
from nlp.schema import Count, Event
from store.records import EventRecord
from store.reports import count_sources

_NAME, _NAMES = 30, 3  # characters of a publisher's name, and names shown


def toll(events: Sequence[Event], texts: Texts, *, zero: bool = True) -> str:
    """The dead and wounded of one happening, «de 12 à 15 morts» where its reports differ; without `zero` never none."""
    told = (
        (("events.killed", "events.killed_range"), [event.killed for event in events]),
        (("events.wounded", "events.wounded_range"), [event.wounded for event in events]),
    )
    return texts.listed(said for keys, counts in told if (said := _counted(keys, counts, texts, zero=zero)))


def sources(reports: Sequence[EventRecord], texts: Texts) -> Markup | None:
    """How many sources tell a happening, and the names of the first; None where it is one."""
    count = count_sources(reports)
    if count < 2:
        return None
    said, names = texts.count("events.sources", count), publishers(reports)
    if not names:
        return said
    more = "…" if count > len(names[:_NAMES]) else ""
    return texts.get("events.sources_named", sources=said, names=named(names, texts) + more)


def publishers(reports: Iterable[EventRecord]) -> list[str]:
    """The publishers of the reports and those that had the same text, each once; not the unknown ones."""
    return list(dict.fromkeys(name for one in reports for name in (one.publisher, *one.further) if name))


def named(names: Sequence[str], texts: Texts) -> str:
    """The first publishers by their names."""
    return texts.listed(clip(name, _NAME) for name in names[:_NAMES])


def _counted(keys: tuple[str, str], counts: Iterable[Count | None], texts: Texts, *, zero: bool) -> Markup | None:
    values = {count.value for count in counts if count is not None and (count.value or zero)}
    if len(values) > 1:
        values.discard(0)
    if len(values) < 2:
        return texts.count(keys[0], next(iter(values))) if values else None
    between = texts.get("events.range", low=texts.number(min(values)), high=texts.number(max(values)))
    return texts.count(keys[1], max(values), n=between)
