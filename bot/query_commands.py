"""A query as the command that says the same: what a question was understood as, for the reader to type next time."""

from __future__ import annotations

from bot.filter_words import quoted, shown_kind
from bot.people_names import people_called
from bot.query_slots import Intent, Query
from bot.question_words import WORDS, listed
from bot.texts import texts
from store.records import Role


def as_command(query: Query, lang: str) -> str:
    """Give the command that says the same, in the words of a language, English where its own are no filters."""
    lang = lang if lang in WORDS else "en"
    words = WORDS[lang].SHOWN
    if query == Query(Intent.ACTORS, actor=query.actor) and query.actor:
        return f"/actor {query.actor}"
    parts = ["/actors" if query.intent is Intent.ACTORS else "/events"]
    alone = query.name or query.place
    if alone:
        parts.append(f"{alone}, {query.within}" if query.within else alone)
    if query.actor:
        key = {Role.SOURCE: "by", Role.TARGET: "against", None: "actor"}[query.role]
        parts.append(f"{words[key]}:{quoted(query.actor)}")
    elif query.role:
        parts.append(role_typed(query.role, lang))
    if query.victims and not query.actor:
        parts.append(f"{words['against']}:{quoted(_people(query.victims, lang))}")
    if query.type:
        parts.append(f"{words['type']}:{quoted(shown_kind(query.type, query.mode, lang))}")
    for slot in ("since", "until"):
        if getattr(query, slot):
            parts.append(f"{words[slot]}:{getattr(query, slot).isoformat()}")
    if query.status:
        parts.append(f"{words['status']}:{words[query.status.value]}")
    if query.publisher:
        parts.append(f"{words['publisher']}:{quoted(query.publisher)}")
    return " ".join(parts)


def role_typed(role: Role, lang: str) -> str:
    """Give the filter of a part in the words of a language, English where its own are none: «role:cible»."""
    words = WORDS.get(lang, WORDS["en"])
    return f"{words.SHOWN['role']}:{next(listed(words.ROLES[role.value]))}"


def _people(victims: str, lang: str) -> str:
    """Those who suffer, by what the reader calls them: the command understands it in each language."""
    return people_called(victims, texts(lang)) or victims
