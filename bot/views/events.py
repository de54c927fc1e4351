"""Events as lines, as a page of lines, and as a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup, escape

from bot.local_names import called
from bot.texts import Texts
from bot.views import paging, told_by
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, Choice, View, clip, fitting, lines
from nlp.schema import Actor, Event, EventType, Place, Span, Status
from store.records import EventFilter, EventPage, EventRecord

MARKERS = {
    EventType.AGREE: "🤝",
    EventType.CONSULT: "💬",
    EventType.SUPPORT: "👍",
    EventType.COOPERATE: "🤝",
    EventType.AID: "📦",
    EventType.CONCEDE: "↩️",
    EventType.REQUEST: "✉️",
    EventType.ACCUSE: "☝️",
    EventType.REJECT: "✋",
    EventType.THREATEN: "⚠️",
    EventType.PROTEST: "📢",
    EventType.SANCTION: "🚫",
    EventType.MOBILIZE: "🚚",
    EventType.COERCE: "🔒",
    EventType.ASSAULT: "💥",
    EventType.RETREAT: "🏳️",
}
NO_SOURCES: Mapping[int, int] = MappingProxyType({})
_NAME, _NAMES = 60, 3  # characters of a name and names shown in a line; the card shows more
_CARD_NAMES = 8
_EXCERPT = 100  # characters: two lines of a phone
_HEAD = 1000  # units kept free for the title of a page, with a name of 60 characters escaped
_SENTENCE = 500  # characters of the sentence on the card, so that the whole card fits one message


def kind(event: Event, texts: Texts) -> str:
    """The event's type, or its mode where it has one, in plain words."""
    mode = f"types.{event.type}.{event.mode}"
    return _capital(str(texts.get(mode if texts.has(mode) else f"types.{event.type}")))


def line(
    record: EventRecord,
    texts: Texts,
    *,
    day: bool = True,
    place: bool = True,
    sources: Mapping[int, int] = NO_SOURCES,
    reports: Sequence[EventRecord] = (),
) -> Markup:
    """An event in two to four short lines; `day` and `place` are left out where a heading says them already.

    `sources` says of events by their number how many tell them; where it is one, nothing is said. Of other `reports` of
    the happening the publishers are named, and the toll is told from the lowest to the highest.
    """
    event = record.event
    named = told_by.sources((record, *reports), texts)
    counted = sources.get(record.id, 1)
    told = named or (texts.count("events.sources", counted) if counted > 1 else None)
    marks = _marks([event, *(one.event for one in reports)], told, texts)
    return lines(
        _headline(record, texts, day),
        _happening(event, place, texts),
        texts.get("events.excerpt", text=excerpt(event)),
        _join(" · ", [*marks, texts.isolated(Markup(f"/event_{record.id}"))]),
    )


def excerpt(event: Event, width: int = _EXCERPT) -> str:
    """The words of the sentence around the trigger, at most `width` characters, with ellipses where it is cut."""
    text = " ".join(event.sentence.text.split())
    trigger = len(" ".join(event.sentence.text[: max(0, event.trigger.start - event.sentence.start)].split()))
    if len(text) <= width:
        return text
    # From the trigger on, and with as many words before it as there is room for.
    begin = min(trigger, len(text) - width + 1)
    begin = text.find(" ", begin, trigger + 1) + 1 or text.rfind(" ", 0, begin) + 1
    shown = text[begin : begin + width - 2]
    if begin + len(shown) < len(text):
        shown = (shown.rpartition(" ")[0] or shown).rstrip(",;:") + "…"
    return ("…" if begin else "") + shown


def page(
    found: EventPage,
    label: str | None,
    wanted: EventFilter,
    texts: Texts,
    *,
    offset: int = 0,
    also: Sequence[Choice] = (),
    sources: Mapping[int, int] = NO_SOURCES,
) -> View:
    """One page of events under its title, with buttons to turn the page; as many as go into one message.

    The events of a list of several pages stand under their days.

    `label` names what was asked for (None: everything), `offset` counts the events shown before, `also` offers what
    else the name may mean, `sources` says how many tell an event that several do.
    """
    extra = tuple((choice,) for choice in also)
    if not found.events:
        empty = texts.get("events.none", label=label) if label else texts.get("events.none_all")
        return View(empty, extra)
    several = bool(found.next or found.previous or offset)
    blocks = (
        _by_day(found.events, sources, texts)
        if several
        else [line(record, texts, sources=sources) for record in found.events]
    )
    count = max(1, fitting(blocks, MESSAGE_LENGTH - _HEAD))
    shown = offset + count
    head = lines(title(label, texts), _position(found, offset, shown, texts))
    turns = paging.turns(found, wanted, texts, offset=offset, count=count)
    return View(PARAGRAPH.join([head, *blocks[:count]]), turns + extra)


def _by_day(records: Sequence[EventRecord], sources: Mapping[int, int], texts: Texts) -> list[Markup]:
    """The events as lines, those of the same days under one heading that stands with the first of them."""
    days = [when(record, texts) for record in records]
    return [
        lines(
            Markup("<b>{}</b>").format(day) if number == 0 or days[number - 1] != day else None,
            line(record, texts, day=False, sources=sources),
        )
        for number, (record, day) in enumerate(zip(records, days, strict=True))
    ]


def title(label: str | None, texts: Texts) -> Markup:
    """The title of a list of events: what was asked for, None for everything."""
    return texts.get("events.title", label=label) if label else texts.get("events.title_all")


def when(record: EventRecord, texts: Texts) -> str:
    """The days of an event, or where the text tells none the day of publication, said to be that."""
    return _when(record.event, texts) or str(texts.get("events.published_on", day=texts.day(record.published)))


def card(record: EventRecord, texts: Texts) -> Markup:
    """All about one event, down to the sentence it rests on and the article it was read from."""
    event = record.event
    head = Markup("{} {}").format(
        MARKERS[event.type], texts.get("events.card", kind=kind(event, texts), number=record.id)
    )
    slots = lines(
        texts.get("events.who", names=_names(event.sources, _CARD_NAMES, texts) or _unknown(texts)),
        texts.get("events.whom", names=_names(event.targets, _CARD_NAMES, texts) or _unknown(texts)),
        texts.get("events.where", names=_where(event, texts) or _unknown(texts)),
        texts.get("events.when", span=_when(event, texts) or _unknown(texts)),
        texts.get("events.status", status=texts.get(f"events.status_{event.status}")),
        texts.get("events.source", names=_reporters(event, texts) or texts.get("events.source_article")),
        texts.get("events.toll", toll=told_by.toll((event,), texts) or _unknown(texts)),
    )
    return PARAGRAPH.join([head, slots, _quote(event), _article(record, texts)])


def _headline(record: EventRecord, texts: Texts, day: bool) -> Markup:
    event = record.event
    words = [kind(event, texts)]
    if event.status is not Status.OCCURRED:
        words.append(Markup("<i>{}</i>").format(texts.get(f"events.status_{event.status}")))
    if day:
        words.insert(0, Markup("<b>{}</b>").format(when(record, texts)))
    return Markup("{} {}").format(MARKERS[event.type], _join(" · ", words))


def _happening(event: Event, place: bool, texts: Texts) -> Markup:
    """Who -> whom, and where."""
    who, whom = _names(event.sources, _NAMES, texts), _names(event.targets, _NAMES, texts)
    actors = texts.get("events.towards", who=who or "?", whom=whom) if whom else who
    where = _names(event.places, _NAMES, texts) if place else ""
    return _join(" · ", [part for part in (actors, where) if part])


def _marks(reports: Sequence[Event], sources: Markup | None, texts: Texts) -> list[Markup]:
    """What qualifies an event in a list: its dead and wounded, who says so, and how many sources tell it."""
    marks = [Markup(escape(told_by.toll(reports, texts, zero=False)))]
    reporters = _reporters(reports[0], texts)
    if reporters:
        marks.append(texts.get("events.according", names=reporters))
    if sources:
        marks.append(sources)
    return [mark for mark in marks if mark]


def _reporters(event: Event, texts: Texts) -> str:
    return texts.listed(clip(called(someone, texts), _NAME) for someone in event.attribution[:_NAMES])


def _when(event: Event, texts: Texts) -> str:
    return texts.span(event.when.start, event.when.end) if event.when else ""


def _names(named: Sequence[Actor] | Sequence[Place], limit: int, texts: Texts) -> str:
    shown = texts.listed(clip(called(one, texts), _NAME) for one in named[:limit])
    return shown + "…" if len(named) > limit else shown


def _located(place: Place, texts: Texts) -> Markup:
    """A place with its country, the text's relation to it, its degrees and how precise they are."""
    name = texts.isolated(clip(called(place, texts), _NAME))
    parts: list[str] = [f"{name} ({texts.country(place.country)})" if place.country else name]
    if place.relation:
        parts.append(texts.get("events.excerpt", text=clip(place.relation, _NAME)))
    if place.latitude is not None and place.longitude is not None:
        parts.append(texts.isolated(f"{place.latitude:.3f}° {place.longitude:.3f}°"))
        if place.uncertainty_km is not None:
            parts.append(texts.get("events.precision", km=texts.number(round(place.uncertainty_km))))
    return _join(texts.comma, parts)


def _where(event: Event, texts: Texts) -> Markup:
    return _join(texts.semicolon, [_located(place, texts) for place in event.places[:4]])


def _quote(event: Event) -> Markup:
    """The sentence as a block quotation, cut around the trigger if it is very long, the trigger in bold."""
    sentence, trigger = event.sentence, event.trigger
    begin = max(0, trigger.start - sentence.start - _SENTENCE // 2)
    text = sentence.text[begin : begin + _SENTENCE]
    shown = Span(text, sentence.start + begin, sentence.start + begin + len(text))
    before, after = ("…" if begin else ""), ("…" if begin + _SENTENCE < len(sentence.text) else "")
    return Markup("<blockquote>{}{}{}</blockquote>").format(before, _emphasised(shown, trigger), after)


def _emphasised(sentence: Span, trigger: Span) -> Markup:
    begin, end = trigger.start - sentence.start, trigger.end - sentence.start
    if not 0 <= begin < end <= len(sentence.text):
        return Markup("{}").format(sentence.text)
    text = sentence.text
    return Markup("{}<b>{}</b>{}").format(text[:begin], text[begin:end], text[end:])


def _article(record: EventRecord, texts: Texts) -> Markup:
    names = [clip(name, _NAME) for name in (record.publisher, *record.further) if name]
    publisher = texts.listed(names) if names else texts.get("events.unknown_publisher")
    title = clip(record.title, 150) if record.title else texts.get("events.untitled")
    if record.url and record.url.startswith(("https://", "http://")) and len(record.url) <= 500:
        title = Markup('<a href="{}">{}</a>').format(record.url, title)
    return lines(
        texts.get("events.article", title=title),
        texts.get("events.published", publisher=publisher, day=texts.day(record.published)),
    )


def _position(found: EventPage, offset: int, shown: int, texts: Texts) -> Markup:
    if offset or found.total > shown:
        total = texts.number(found.total) + ("+" if found.more else "")
        return texts.get("common.shown", first=texts.number(offset + 1), last=texts.number(shown), total=total)
    return texts.count("events.total", found.total)


def _unknown(texts: Texts) -> Markup:
    return texts.get("events.unknown")


def _join(separator: str, parts: Sequence[str]) -> Markup:
    return Markup(separator).join(parts)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
