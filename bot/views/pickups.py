"""What is said of links and files on their way: under way, taken in, tried again later, given up and why."""

from __future__ import annotations

from markupsafe import Markup

from bot.fetching.links import site_of
from bot.pickup_news import Gathered, GivenUp, News, PutOff, Taken
from bot.pickups import UNDATED
from bot.texts import Texts
from bot.views.intake import source
from bot.views.layout import View, clip, lines
from store.records import ArticleRecord, PickupRecord, Wish

_NAME = 60  # characters of a file's or an article's name
_MOST_NUMBERS = 20  # articles told by their commands
_MOST_LEFT_OUT = 10  # parts told one by one


def under_way(wish: Wish, texts: Texts) -> View:
    """The link or file is kept, and being fetched."""
    key = "pickups.fetching" if wish.url else "pickups.opening"
    return View(texts.get(key, name=_name(wish, texts)))


def known_link(url: str, article: ArticleRecord, texts: Texts) -> View:
    """The article behind the link is in the archive."""
    known = {"number": article.id, "source": source(article, texts)}
    return View(texts.get("pickups.known_link", name=clip(site_of(url), _NAME), **known))


def too_many(left: list[str], texts: Texts) -> View:
    """Links beyond those that one message may have."""
    return View(texts.count("pickups.too_many", len(left)))


def file_refused(name: str, flaw: str, texts: Texts) -> View:
    """A file that is not even fetched."""
    shown = clip(name, _NAME) or texts.get("pickups.a_file")
    return View(texts.get("pickups.given_up", name=shown, why=texts.get(flaw)))


def news(record: PickupRecord, news: News, texts: Texts) -> View:
    """How a link or file stands; of a duplicate `bot.views.intake` tells."""
    name = _name(record.wish, texts)
    match news:
        case Taken(received, article):
            shown = texts.day(article.published)
            if article.publisher:
                shown = texts.listed((clip(article.publisher, _NAME), shown))
            title = Markup("<b>{}</b>").format(clip(article.title, 200)) if article.title else None
            return View(lines(title, texts.get("pickups.taken", number=received.article_id, source=shown)))
        case Gathered():
            return View(_gathered(name, news, texts))
        case PutOff(flaw, wait):
            later = texts.count("pickups.again", int(wait.total_seconds()) // 60)
            return View(lines(texts.get("pickups.given_up", name=name, why=texts.get(flaw)), later))
        case GivenUp(flaw):
            if flaw == UNDATED:
                flaw = "pickups.undated_link" if record.wish.url else "pickups.undated_file"
            return View(texts.get("pickups.given_up", name=name, why=texts.get(flaw)))


def _gathered(name: str | Markup, news: Gathered, texts: Texts) -> Markup:
    none = texts.get("pickups.none", name=name)
    told = [texts.count("pickups.gathered", len(news.new), name=name) if news.new else none]
    if news.new:
        rest = Markup(" …") if len(news.new) > _MOST_NUMBERS else Markup()
        told.append(Markup(" ").join(f"/article_{number}" for number in news.new[:_MOST_NUMBERS]) + rest)
    if news.known:
        told.append(texts.count("pickups.known", news.known))
    for part, flaw in news.left_out[:_MOST_LEFT_OUT]:
        flaw = "pickups.undated_part" if flaw == UNDATED else flaw
        told.append(texts.get("pickups.given_up", name=clip(part, _NAME), why=texts.get(flaw)))
    if more := len(news.left_out) - _MOST_LEFT_OUT:
        told += [texts.count("pickups.left_out", more)] if more > 0 else []
    return lines(*told)


def _name(wish: Wish, texts: Texts) -> str | Markup:
    if wish.url:
        return clip(site_of(wish.url), _NAME)
    return clip(wish.name or "", _NAME) or texts.get("pickups.a_file")
