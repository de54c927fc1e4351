"""An article in, its events out: every step of the reading in order.

The steps are functions of the parsed text, each in its own file: triggers (did what), roles and coreference (who, to
whom), places and scenes (where), dates (when), status, attribution (according to whom), figures (dead and wounded).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from nlp import pipeline
from nlp.actors import ActorList
from nlp.attribution import attribution_of, load_attribution
from nlp.clean import language
from nlp.coreference import Cast
from nlp.dates import DateMention, date_mentions
from nlp.dates_choice import date_of, load_dates
from nlp.doubles import told_once
from nlp.figures import Toll, find_tolls
from nlp.figures_choice import toll_of
from nlp.pages import pages
from nlp.pipeline import FrenchPipeline
from nlp.places import Gazetteer, PlaceMention, find_places
from nlp.plain_doc import plain, release
from nlp.role_rules import IsState, state_test
from nlp.roles import RoleModel, load_roles, roles_of
from nlp.scenes import SceneModel, load_scenes, places_of
from nlp.schema import Article, Event, Evidence, Reading, Span, Status
from nlp.spelling import respelt
from nlp.status import status_of
from nlp.status_unreal import supposed
from nlp.trigger_model import TriggerModel, load_triggers
from nlp.triggers import Trigger, find_triggers

READABLE = frozenset({"fr"})
"""Languages (ISO 639-1) that can be read."""


class ReadingError(Exception):
    """A step of the reading failed; the message says which one on which article. Keep the article unread, report it."""

    def __init__(self, step: str, article: str, cause: Exception) -> None:
        why = f"{type(cause).__name__}: {cause}"
        super().__init__(f"the step {step!r} failed on article {article!r} ({why}); keep it unread and report it")
        self.step = step


@dataclass(frozen=True, slots=True)
class _Page:
    """An article, or one page of a very long one, with what its events share."""

    article: Article
    doc: Doc
    cast: Cast
    places: list[PlaceMention]
    dates: tuple[DateMention, ...]
    tolls: tuple[Toll, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """All models and lists in memory. Reading keeps no state: the same article gives the same reading.

    `coreference` False leaves pronouns and repeated mentions unresolved.
    """

    pipeline: FrenchPipeline
    actors: ActorList
    gazetteer: Gazetteer
    triggers: TriggerModel
    roles: RoleModel
    scenes: SceneModel
    is_state: IsState
    coreference: bool = True

    def read(self, article: Article) -> Reading:
        """Read an article; one in a language that cannot be read comes back unread.

        Raises ReadingError where a step fails.
        """
        with _step("language", article):
            lang = _language(article)
        if lang not in READABLE:
            return Reading(lang, readable=False)
        events = [event for start, text in pages(article.text) for event in self._read_page(article, start, text)]
        return Reading(lang, readable=True, events=told_once(events, article.text))

    def _read_page(self, article: Article, start: int, text: str) -> Iterator[Event]:
        with _step("spelling", article):
            spelt = respelt(text)
        page = self._open(replace(article, text=spelt))
        with _step("triggers", article):
            found = find_triggers(page.doc, self.triggers)
            triggers = [trigger for trigger in found if not supposed(page.doc, trigger.token)]
        for trigger in triggers:
            yield _as_written(self._event(page, trigger), article.text, start)
        release(page.doc)

    def _open(self, article: Article) -> _Page:
        with _step("parse", article):
            doc = plain(self.pipeline.parse(article.text))
        with _step("coreference", article):
            cast = Cast(doc, self.actors, resolving=self.coreference)
        with _step("places", article):
            places = find_places(doc, self.gazetteer, self.actors)
        with _step("dates", article):
            dates = date_mentions(article.text, article.published)
        with _step("figures", article):
            tolls = find_tolls(doc)
        return _Page(article, doc, cast, places, dates, tolls)

    def _event(self, page: _Page, trigger: Trigger) -> Event:
        doc, index, kind, mode = page.doc, trigger.token, trigger.type, trigger.mode
        with _step("roles", page.article):
            sides = roles_of(doc, index, kind, mode, page.cast, self.is_state, self.roles)
        with _step("scenes", page.article):
            places = places_of(doc, index, kind, mode, page.places, page.article.text, self.scenes)
        with _step("status", page.article):
            planned = status_of(doc, index, kind=kind)[0] is Status.PLANNED
        with _step("dates", page.article):
            when = date_of(doc, index, page.dates, kind, planned)
        with _step("status", page.article):
            ahead = when is not None and when.start is not None and when.start > page.article.published
            status, sign = status_of(doc, index, ahead, kind)
            if when is not None and status is Status.PLANNED and sign is None:
                sign = Evidence(when.evidence[0].span, "to_come")  # only its day tells the plan
        with _step("attribution", page.article):
            attribution = attribution_of(doc, index, kind, page.cast, page.article.text)
        with _step("figures", page.article):
            killed, wounded = toll_of(doc, index, page.tolls, kind)
        return Event(
            type=kind,
            mode=mode,
            trigger=_span(doc, index, index + 1),
            sentence=_span(doc, doc[index].sent.start, doc[index].sent.end),
            sources=sides.sources,
            targets=sides.targets,
            places=places,
            when=when,
            status=status,
            status_evidence=(sign,) if sign else (),
            attribution=attribution,
            killed=killed,
            wounded=wounded,
            confidence=trigger.confidence,
            reason=trigger.reason,
        )


def load() -> Reader:
    """Load all models and lists that ship (some seconds; keep the result)."""
    actors = ActorList.load()
    load_dates()  # now, not in the first article
    load_attribution()
    return Reader(
        pipeline.load(),
        actors,
        Gazetteer.load(),
        load_triggers(),
        load_roles(),
        load_scenes(),
        state_test(actors),
    )


def _language(article: Article) -> str | None:
    """Give the article's own language code, cut to ISO 639-1, or the language that its text shows."""
    if article.lang:
        return article.lang.strip().lower()[:2]
    return language(article.text)


def _span(doc: Doc, start: int, end: int) -> Span:
    """Cut tokens out of the text, without blanks at either end."""
    first = doc[start]
    begin = first.idx
    text = doc[start:end].text
    begin += len(text) - len(text.lstrip())
    text = text.strip()
    return Span(text, begin, begin + len(text))


def _as_written(event: Event, text: str, offset: int) -> Event:
    """Cut every span out of the article's own text, where its page begins at `offset`.

    The parser reads all blanks and line ends as spaces, and capitals or missing accents spelt again.
    """

    def cut(span: Span) -> Span:
        start, end = span.start + offset, span.end + offset
        return Span(text[start:end], start, end)

    def proofs(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(Evidence(cut(item.span), item.reason) for item in evidence)

    return replace(
        event,
        trigger=cut(event.trigger),
        sentence=cut(event.sentence),
        sources=tuple(replace(actor, evidence=proofs(actor.evidence)) for actor in event.sources),
        targets=tuple(replace(actor, evidence=proofs(actor.evidence)) for actor in event.targets),
        places=tuple(replace(place, evidence=proofs(place.evidence)) for place in event.places),
        when=replace(event.when, evidence=proofs(event.when.evidence)) if event.when else None,
        status_evidence=proofs(event.status_evidence),
        attribution=tuple(replace(said, evidence=proofs(said.evidence)) for said in event.attribution),
        killed=replace(event.killed, evidence=proofs(event.killed.evidence)) if event.killed else None,
        wounded=replace(event.wounded, evidence=proofs(event.wounded.evidence)) if event.wounded else None,
    )


@contextmanager
def _step(name: str, article: Article) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise ReadingError(name, article.id, error) from error
