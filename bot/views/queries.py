"""How a query was understood, what of it was not, and the buttons that narrow a list."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from markupsafe import Markup

from bot.filter_words import shown_kind
from bot.query_commands import as_command
from bot.query_slots import Understood, Unread, Why
from bot.texts import Texts
from bot.views.buttons import facet_token, filter_token, narrow_token
from bot.views.events import MARKERS
from bot.views.layout import LINE, PARAGRAPH, Choice, View, clip, lines
from bot.views.names import actor_label
from nlp.dates_grammar import month_span, week_span, year_span
from nlp.schema import EventType
from store.happenings import Dead
from store.records import EventFilter, Role
from store.summaries import ActorCount

_TYPED, _TOLD = 60, 4  # characters of what was typed, and remarks, that are shown
_PER_ROW = 2
_YEARS = 6  # offered as periods, the latest
_ON_BUTTON = 24  # characters of a choice: two buttons stand side by side


def opening(understood: Understood, texts: Texts) -> Markup:
    """The command that says the same as the question."""
    command = as_command(understood.query, texts.lang)
    said = texts.get("queries.understood", command=clip(command, 300))
    if understood.picture is None:
        return said
    picture = f"/{understood.picture} {command.partition(' ')[2]}".strip()
    return lines(said, texts.get("queries.picture", command=clip(picture, 300)))


def remarks(unread: Sequence[Unread], texts: Texts) -> Markup:
    """What was not understood, each with the filter that comes nearest; empty where everything was."""
    return LINE.join(_remark(one, texts) for one in unread[:_TOLD])


def _remark(one: Unread, texts: Texts) -> Markup:
    words = clip(one.words, _TYPED)
    said = texts.get(f"queries.unread_{one.why.value}" if one.why else "queries.unread", words=words)
    if one.nearest:
        said = texts.get("queries.with_nearest", said=said, nearest=clip(one.nearest, _TYPED))
    elif one.values:
        values = texts.listed(clip(value, _TYPED) for value in one.values)
        said = texts.get("queries.with_values", said=said, values=values)
    return said


def left_out(unread: Sequence[Unread], texts: Texts) -> str | None:
    """What was not understood, in a few words for a title; None where everything was."""
    without = [one for one in unread if one.why not in (Why.CALLED_SO, Why.OF_ARMY)]
    if not without:
        return None
    words = texts.listed(clip(one.words, _TYPED) for one in without[:_TOLD])
    return str(texts.get("queries.left_out", words=words).unescape())


def above(view: View, *parts: Markup | None) -> View:
    """The view with other words before it."""
    return replace(view, text=PARAGRAPH.join([*(part for part in parts if part), view.text]))


def described(
    wanted: EventFilter, publisher: str | None, texts: Texts, speaker: str | None = None
) -> list[tuple[str, EventFilter]]:
    """The filters of a list beside its name, in words: «auteur», «frappe aérienne», «mai 2017», «source : PressTV».

    Each with the filter without it.
    """
    parts: list[tuple[str, EventFilter]] = []
    if wanted.role is not None and wanted.actor_id is not None:
        parts.append((str(texts.get(f"queries.as_{wanted.role.value}")), replace(wanted, role=None)))
    if wanted.type is not None:
        parts.append((shown_kind(wanted.type, wanted.mode, texts.lang), replace(wanted, type=None, mode=None)))
    if wanted.since is not None or wanted.until is not None:
        parts.append((texts.span(wanted.since, wanted.until), replace(wanted, since=None, until=None)))
    if wanted.status is not None:
        parts.append((str(texts.get(f"queries.status_{wanted.status.value}")), replace(wanted, status=None)))
    if publisher is not None:
        said = str(texts.get("queries.published_by", name=clip(publisher, _TYPED)).unescape())
        parts.append((said, replace(wanted, publisher_id=None)))
    if speaker is not None:
        said = str(texts.get("queries.said_by", name=clip(speaker, _TYPED)).unescape())
        parts.append((said, replace(wanted, speaker_id=None)))
    return parts


def facets(wanted: EventFilter, texts: Texts) -> tuple[Choice, ...]:
    """The buttons under a list that narrow it: type, period and, of an actor, role; what is chosen stands on them."""
    names = ["type", "period", *(["role"] if wanted.actor_id is not None else [])]
    return tuple(
        Choice(_chosen(name, wanted, texts) or str(texts.get(f"queries.facet_{name}")), facet_token(name, wanted))
        for name in names
    )


def type_menu(wanted: EventFilter, counted: Mapping[EventType, int], texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    """The types that there are among the events, with their numbers, and all of them."""
    choices = {
        replace(wanted, type=kind, mode=None): f"{MARKERS[kind]} {shown_kind(kind, None, texts.lang)}"
        f" ({texts.number(number)})"
        for kind, number in counted.items()
    }
    return _menu(choices, wanted, replace(wanted, type=None, mode=None), texts)


def period_menu(
    wanted: EventFilter, today: date, span: tuple[date, date] | None, texts: Texts
) -> tuple[tuple[Choice, ...], ...]:
    """The periods that people ask for and the latest years, those that hold something, and all time.

    `span` is the first and the last day of the events in question, None where there are none.
    """
    periods = {(since, until): str(texts.get(f"queries.period_{name}")) for name, (since, until) in _recent(today)}
    if span is not None:
        years = [year_span(year) for year in range(span[1].year, span[0].year - 1, -1)]
        periods |= {year: texts.span(*year) for year in years[:_YEARS] if year not in periods}
        periods = {days: name for days, name in periods.items() if days[0] <= span[1] and days[1] >= span[0]}
    choices = {replace(wanted, since=since, until=until): name for (since, until), name in periods.items()}
    return _menu(choices, wanted, replace(wanted, since=None, until=None), texts)


def other_periods(wanted: EventFilter, span: tuple[date, date], texts: Texts) -> View:
    """What to say below an empty list of a period: from when to when there is something, and buttons to it.

    «en mai» is the May last past: where the events are of another year, its May is offered too.
    """
    choices = [(replace(wanted, since=None, until=None), str(texts.get("queries.all_period")))]
    if (moved := _in_year_of(wanted, span)) is not None:
        choices.insert(0, (moved, texts.span(moved.since, moved.until)))
    row = tuple(Choice(name, narrow_token(narrowed)) for narrowed, name in choices)
    return View(texts.get("queries.held_from", span=texts.span(*span)), (row,))


def _in_year_of(wanted: EventFilter, span: tuple[date, date]) -> EventFilter | None:
    """The same days of the latest year of the span that has them; None where it has none."""
    since, until = wanted.since, wanted.until
    if since is None or until is None or since.year != until.year or (since, until) == year_span(since.year):
        return None
    for year in range(span[1].year, span[0].year - 1, -1):
        last = monthrange(year, until.month)[1]
        ends = until.replace(day=1).replace(year=year, day=min(until.day, last))
        begins = since.replace(day=1).replace(year=year, day=min(since.day, monthrange(year, since.month)[1]))
        if begins <= span[1] and ends >= span[0]:
            return replace(wanted, since=begins, until=ends)
    return None


def without_choices(
    parts: Sequence[tuple[str, EventFilter]], prefix: str, texts: Texts
) -> tuple[tuple[Choice, ...], ...]:
    """Buttons that ask the same without one of its filters, whose data begin with `prefix`."""
    return tuple(
        (
            Choice(
                str(texts.get("queries.without", label=clip(label, _TYPED)).unescape()), prefix + filter_token(without)
            ),
        )
        for label, without in parts
    )


def below(shown: View, further: View) -> View:
    """A message with another under it, whose buttons go first."""
    return View(PARAGRAPH.join((shown.text, further.text)), (*further.rows, *shown.rows))


def role_menu(wanted: EventFilter, texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    """What an actor did, what was done to it, and both."""
    choices = {replace(wanted, role=role): str(texts.get(f"queries.role_{role.value}")) for role in Role}
    return _menu(choices, wanted, replace(wanted, role=None), texts)


def _recent(today: date) -> Iterator[tuple[str, tuple[date, date]]]:
    """The periods up to today by the keys of their names."""
    yield "today", (today, today)
    yield "yesterday", (today - timedelta(days=1), today - timedelta(days=1))
    yield "week", week_span(today)
    yield "days_7", (today - timedelta(days=7), today)
    yield "month", month_span(today.year, today.month)
    yield "days_30", (today - timedelta(days=30), today)
    yield "last_month", month_span(today.year, today.month - 1)
    yield "year", year_span(today.year)


def _chosen(name: str, wanted: EventFilter, texts: Texts) -> str | None:
    """What a filter's button says where the list is narrowed by it: «frappe aérienne ▾», «mai 2017 ▾»."""
    said: str | None = None
    if name == "type" and wanted.type is not None:
        said = shown_kind(wanted.type, wanted.mode, texts.lang)
    elif name == "period" and (wanted.since is not None or wanted.until is not None):
        said = texts.span(wanted.since, wanted.until)
    elif name == "role" and wanted.role is not None:
        said = str(texts.get(f"queries.role_{wanted.role.value}"))
    return f"{clip(said, _ON_BUTTON)} ▾" if said else None


def counted(total: int, label: str | None, texts: Texts) -> Markup:
    """How many events there are."""
    return texts.count("queries.count_events", total, label=label or texts.get("queries.everything"))


def told_once(events: int, happenings: int, label: str | None, texts: Texts) -> Markup | None:
    """Of how many happenings the events are, where several tell of one; None where each tells of its own."""
    if happenings >= events:
        return None
    said = label or texts.get("queries.everything")
    return texts.count("queries.count_happenings", happenings, label=said, events=texts.number(events))


def killed(dead: Dead, label: str | None, texts: Texts) -> Markup:
    """How many dead there are, of how many happenings, and how far the sources differ; or that no toll is given."""
    if not dead.events:
        return texts.get("queries.no_toll", label=label or texts.get("queries.everything"))
    head = texts.count("queries.count_killed", dead.killed, label=label or texts.get("queries.everything"))
    if dead.happenings is None:
        return lines(head, texts.count("queries.toll_events", dead.events))
    if dead.low == dead.high:
        differ = None
    else:
        differ = texts.get("queries.toll_between", low=texts.number(dead.low), high=texts.number(dead.high))
    return lines(head, differ, texts.count("queries.toll_happenings", dead.happenings))


def ranking(found: Sequence[ActorCount], label: str | None, role: Role, texts: Texts) -> Markup:
    """Who it was, most events first."""
    head = texts.get(f"queries.ranking_{role.value}", label=label or texts.get("queries.everything"))
    if not found:
        return lines(head, texts.get("queries.ranking_none"))
    rows = [
        Markup("{}. <b>{}</b> · {} · {}").format(
            place,
            actor_label(one.name, one.key, texts),
            texts.count("events.total", one.events),
            texts.isolated(f"/actor_{one.id}"),
        )
        for place, one in enumerate(found, 1)
    ]
    return lines(head, *rows)


def _menu(
    choices: Mapping[EventFilter, str], wanted: EventFilter, cleared: EventFilter, texts: Texts
) -> tuple[tuple[Choice, ...], ...]:
    """The choices, the one that stands marked; below them everything, where something stands, and back to the list."""
    shown = [Choice(f"✓ {name}" if to == wanted else name, narrow_token(to)) for to, name in choices.items()]
    rows = [tuple(shown[index : index + _PER_ROW]) for index in range(0, len(shown), _PER_ROW)]
    back = Choice(str(texts.get("queries.back")), narrow_token(wanted))
    everything = Choice(str(texts.get("queries.all")), narrow_token(cleared))
    return (*rows, (back,) if cleared == wanted else (back, everything))
