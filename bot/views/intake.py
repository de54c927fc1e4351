"""What is said of an article that came in: received, known already, read, or not readable."""

from __future__ import annotations

from babel import Locale
from markupsafe import Markup

from bot.intake import Changes, Flaw, Outcome, unread
from bot.texts import Texts
from bot.views.layout import Choice, View, clip, lines
from store.records import ArticleRecord, ArticleState

READ_IT = "ra"
"""The data of the button that takes a message for an article."""

PART = "pa"
"""The data, before the article's number, of the button that says that it is no copy."""

_PUBLISHER = 60  # characters


def received(article_id: int, texts: Texts) -> View:
    """The article is stored and will be read."""
    return View(texts.get("intake.received", number=article_id))


def offered(texts: Texts) -> View:
    """Below the answer to a question that may have been an article: a button that takes it for one."""
    label = str(texts.get("intake.read_it").unescape())
    return View(texts.get("intake.doubtful"), ((Choice(label, f"{READ_IT}|"),),))


def described(article: ArticleRecord, again: bool, texts: Texts) -> View:
    """The article's day or publisher was set; `again` says that it is read again."""
    key = "intake.described_again" if again else "intake.described"
    return View(texts.get(key, number=article.id, source=source(article, texts)))


def copied(outcome: Outcome, texts: Texts) -> View:
    """The article is the text of another; a button says that it is not."""
    label = str(texts.get("intake.apart").unescape())
    return View(_state(outcome, texts), ((Choice(label, f"{PART}|{outcome.article.id}"),),))


def duplicate(outcome: Outcome, texts: Texts) -> View:
    """The archive has this article: which one it is, and what was found in it then."""
    known = texts.get("intake.duplicate", number=outcome.article.id, source=source(outcome.article, texts))
    return View(lines(known, _state(outcome, texts)))


def head(outcome: Outcome, texts: Texts) -> Markup:
    """What became of an article, whose it is and of which day."""
    told = lines(Markup("<b>{}</b>").format(_state(outcome, texts)), Markup.escape(source(outcome.article, texts)))
    if outcome.changes is not None:
        told = lines(told, changes(outcome.changes, texts))
    return told if outcome.article.publisher else lines(told, texts.get("intake.whose"))


def changes(found: Changes, texts: Texts) -> Markup:
    """What a new version of an article's text brought, took away and changed."""
    counted = (("intake.gained", found.gained), ("intake.lost", found.lost), ("intake.changed", found.changed))
    told = [str(texts.count(key, number).unescape()) for key, number in counted if number]
    return texts.get("intake.revised", changes=texts.listed(told)) if told else texts.get("intake.revised_same")


def refused(flaw: Flaw, texts: Texts) -> View:
    """The article was not taken."""
    return View(texts.get("intake.too_long" if flaw is Flaw.TOO_LONG else "intake.no_text"))


def admins_only(texts: Texts) -> View:
    """Someone who is no admin has forwarded something."""
    return View(texts.get("intake.admins_only"))


def summary(name: str, outcome: Outcome, texts: Texts) -> str:
    """One plain line on an article from the file `name`."""
    return str(texts.get("intake.file", name=name, state=_state(outcome, texts)).unescape())


def repeated(name: str, outcome: Outcome, texts: Texts) -> str:
    """One plain line on a file whose article the archive has."""
    known = texts.get("intake.duplicate", number=outcome.article.id, source=source(outcome.article, texts))
    return str(texts.get("intake.file", name=name, state=known).unescape())


def source(article: ArticleRecord, texts: Texts) -> str:
    """The publisher, where it is known, and the day of publication."""
    day = texts.day(article.published)
    return texts.listed((clip(article.publisher, _PUBLISHER), day)) if article.publisher else day


def _state(outcome: Outcome, texts: Texts) -> Markup:
    article = outcome.article
    if outcome.original is not None:
        own, other = source(article, texts), source(outcome.original, texts)
        return texts.get("intake.copy", number=article.id, own=own, original=outcome.original.id, source=other)
    if unread(outcome):
        return texts.get("intake.waiting", number=article.id)
    if article.state is ArticleState.FAILED:
        return texts.get("intake.failed", number=article.id)
    if article.state is ArticleState.UNREADABLE:
        if not article.lang:
            return texts.get("intake.unknown_language", number=article.id)
        name = Locale.parse(texts.lang).languages.get(article.lang, article.lang)
        return texts.get("intake.unreadable", number=article.id, language=name)
    if not outcome.events:
        return texts.get("intake.nothing", number=article.id)
    return texts.count("intake.found", len(outcome.events), number=article.id)
