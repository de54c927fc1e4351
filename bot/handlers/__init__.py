"""What the bot answers: thin handlers, one file a subject."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application

from bot.handlers import (
    actor_cards,
    actors,
    acts,
    articles,
    backups,
    cards,
    clocks,
    copies,
    digest,
    edits,
    events,
    export,
    following,
    groups,
    help,
    inline,
    intake,
    members,
    mending,
    mending_replies,
    pasted,
    pickups,
    pictures,
    pins,
    place_cards,
    places,
    plain_talk,
    queries,
    rereading,
    settings,
    start,
    status,
    subscription_cards,
    subscriptions,
)


def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Add every handler, those that answer everything else at the end."""
    subjects = (
        inline,
        groups,
        following,
        intake,
        edits,
        pickups,
        pins,  # before the clock, which takes every other location
        start,
        help,
        queries,
        cards,
        actor_cards,
        place_cards,
        articles,
        events,
        actors,
        places,
        pictures,
        export,
        subscriptions,
        subscription_cards,
        digest,
        settings,
        clocks,
        status,
        members,
        mending,
        mending_replies,
        pasted,
        copies,
        acts,
        rereading,
        backups,
    )
    for subject in subjects:
        application.add_handlers(subject.handlers())
    application.add_handlers(plain_talk.handlers())
    application.add_handlers(start.last_handlers())
