"""An article's events with ✓ ✎ ✗, and one of them with a button for each field that may be corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup

from bot.intake import Outcome
from bot.mending import NONE, Entry, Option
from bot.texts import Texts
from bot.views import events, intake
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, Choice, View, clip, fitting, lines, size
from bot.views.mending_buttons import Asked, at, letter, link, of
from bot.views.names import match_label
from nlp.resolver import Candidate
from nlp.schema import MODES, EventType, Status
from store.records import MendedRecord, NameMatch, Verdict

PAGE = 10
"""Events of a message."""

_NAME = 40  # characters
_COUNTS = (0, 1, 2, 3, 5, 10)
_DAYS = 4  # that of the article and those before it
_PER_ROW = 2
_CHOICES = 12  # actors or places that a menu offers
_ORDER = ("type", "status", "sources", "targets", "places", "when", "killed", "wounded")


def listed(outcome: Outcome, entries: Sequence[Entry], offset: int, texts: Texts) -> View:
    """A page of an article's events, each with a row of buttons; as many as go into one message."""
    head = intake.head(outcome, texts)
    some = entries[offset : offset + PAGE]
    told = [_told(number, one, texts) for number, one in enumerate(some, offset + 1)]
    count = fitting(told, MESSAGE_LENGTH - size(head) - 100) if told else 0
    rows = [_row(number, one, offset) for number, one in enumerate(some[:count], offset + 1)]
    turns = _turns(outcome.article.id, offset, count, len(entries), texts)
    return View(PARAGRAPH.join([head, *told[:count]]), (*rows, *([turns] if turns else [])))


def card(entry: Entry, texts: Texts) -> View:
    """An event with all its fields, each to be corrected by a button."""
    number = entry.record.id
    told = [events.card(entry.record, texts)]
    if entry.mended is not None and (said := _said(entry.mended, texts)):
        told.append(said)
    choices = [Choice(_field(name, texts), of("mf", number, letter(name))) for name in _ORDER]
    verdicts = (Choice("✓", at("mc", number, 0)), Choice("✗", at("mx", number, 0)))
    return View(PARAGRAPH.join(told), (*_in_rows(choices), verdicts))


def menu(entry: Entry, field: str, options: Sequence[Option], texts: Texts) -> View:
    """The choices of a field."""
    number, event, mark = entry.record.id, entry.record.event, letter(field)
    if field == "type":
        choices = [Choice(_kind(one, None, texts), of("mv", number, mark, one.value)) for one in EventType]
    elif field == "mode":
        choices = [Choice(_kind(event.type, one, texts), of("mv", number, mark, one)) for one in MODES[event.type]]
        choices.append(Choice(_kind(event.type, None, texts), of("mv", number, mark, NONE)))
    elif field == "status":
        choices = [
            Choice(_plain("events.status_" + one.value, texts), of("mv", number, mark, one.value)) for one in Status
        ]
    elif field == "when":
        choices = _days(entry, texts)
    elif field in ("killed", "wounded"):
        choices = [Choice(texts.number(one), of("mv", number, mark, str(one))) for one in _COUNTS]
        choices.append(Choice(_plain("mending.none", texts), of("mv", number, mark, NONE)))
    else:
        choices = [
            Choice(("✗ " if one.chosen else "+ ") + clip(one.name, _NAME), of("mv", number, mark, str(one.id)))
            for one in options[:_CHOICES]
        ]
    if field not in ("type", "mode", "status"):
        choices.append(Choice(_plain("mending.other", texts), of("ma", number, mark)))
    back = (Choice(_plain("mending.back", texts), of("mm", number)),)
    return View(texts.get("mending.choose", field=_field(field, texts), number=number), (*_in_rows(choices), back))


def prompt(number: int, field: str, username: str, texts: Texts) -> Markup:
    """The message that waits for a reply."""
    return texts.get(f"mending.ask_{field}", event=_linked(Asked(number, field), username, texts))


def candidates(
    asked: Asked,
    matches: Sequence[NameMatch],
    known: Sequence[tuple[int, Candidate]],
    username: str,
    texts: Texts,
) -> View:
    """Whom a written name may mean, those of the archive and then of the field's lists, and the name made new."""
    mark = letter(asked.field)
    rows = [(Choice(match_label(one, texts), of("mv", asked.number, mark, str(one.id))),) for one in matches]
    rows += [(Choice(_candidate(one, texts), of("mo", asked.number, mark, str(place))),) for place, one in known]
    rows.append((Choice(_plain("mending.new", texts, name=clip(asked.name, 24)), of("mn", asked.number, mark)),))
    named = texts.get("mending.candidates", name=asked.name, event=_linked(asked, username, texts))
    return View(named, tuple(rows))


def not_understood(asked: Asked, username: str, texts: Texts) -> Markup:
    """The reply is no date or no number; the message waits for another one."""
    return lines(texts.get("mending.not_understood"), prompt(asked.number, asked.field, username, texts))


def _candidate(one: Candidate, texts: Texts) -> str:
    match = NameMatch(one.kind, None, one.name, one.score, one.country, key=one.key)
    region = f", {one.region}" if one.kind == "place" and one.region else ""
    return f"📖 {match_label(match, texts)}{region}"


def _linked(asked: Asked, username: str, texts: Texts) -> Markup:
    label = texts.get("mending.event", number=asked.number)
    return Markup('<a href="{}">{}</a>').format(link(username, asked), label)


def _told(number: int, one: Entry, texts: Texts) -> Markup:
    line = events.line(one.record, texts)
    if one.rejected:
        line = Markup("<s>{}</s>").format(line)
    mark = " ✓" if one.mended and one.mended.verdict is Verdict.CONFIRMED else ""
    pencil = " ✎" if one.mended and one.mended.fields else ""
    return Markup("<b>{}.</b>{}{} {}").format(number, mark, pencil, line)


def _row(number: int, one: Entry, offset: int) -> tuple[Choice, ...]:
    event = one.record.id
    if one.rejected:
        return (Choice(f"{number} ↩", at("mr", event, offset)),)
    return (
        Choice(f"{number} ✓", at("mc", event, offset)),
        Choice(f"{number} ✎", of("me", event)),
        Choice(f"{number} ✗", at("mx", event, offset)),
    )


def _turns(article_id: int, offset: int, count: int, total: int, texts: Texts) -> tuple[Choice, ...]:
    """Back and forth, where there are more events than stand here."""
    turns = []
    if offset:
        turns.append(Choice("‹", at("mp", article_id, max(0, offset - PAGE))))
    if count and (offset or count < total):
        here = f"{texts.number(offset + 1)}–{texts.number(offset + count)} / {texts.number(total)}"
        turns.append(Choice(here, at("mp", article_id, offset)))
    if count and offset + count < total:
        turns.append(Choice("›", at("mp", article_id, offset + count)))
    return tuple(turns)


def _said(mended: MendedRecord, texts: Texts) -> Markup | None:
    """What persons said of the event in a line."""
    parts = [texts.get("mending.confirmed")] if mended.verdict is Verdict.CONFIRMED else []
    if mended.fields:
        parts.append(
            texts.get("mending.corrected", fields=texts.listed(_field(name, texts).lower() for name in mended.fields))
        )
    return lines(*parts) or None


def _days(entry: Entry, texts: Texts) -> list[Choice]:
    number, mark = entry.record.id, letter("when")
    days = [entry.record.published - timedelta(days=back) for back in range(_DAYS)]
    choices = [Choice(texts.day(day), of("mv", number, mark, day.isoformat())) for day in days]
    return [*choices, Choice(_plain("mending.none", texts), of("mv", number, mark, NONE))]


def _field(name: str, texts: Texts) -> str:
    return _plain(f"mending.field_{name}", texts)


def _kind(type: EventType, mode: str | None, texts: Texts) -> str:
    words = _plain(f"types.{type.value}.{mode}" if mode else f"types.{type.value}", texts)
    return words[:1].upper() + words[1:]


def _plain(key: str, texts: Texts, **values: object) -> str:
    return str(texts.get(key, **values).unescape())


def _in_rows(choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(choices[begin : begin + _PER_ROW]) for begin in range(0, len(choices), _PER_ROW))
