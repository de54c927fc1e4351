"""The outer world as the handlers see it: built once in `bot.app`, handed to every handler, replaced in no test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, cast

from telegram.ext import ContextTypes

from bot.overviews import Overviews
from bot.pacing import Pace
from bot.recent_lists import RecentLists

if TYPE_CHECKING:
    from bot.drawing import Drawings
    from bot.errands import Errands
    from bot.intake import Intake
    from bot.pickups import Pickups
    from bot.settings import Settings
    from store.database import Database

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""

KEY = "services"


@dataclass(frozen=True, slots=True)
class Services:
    """What a handler may use."""

    settings: Settings
    database: Database
    intake: Intake
    clock: Clock
    errands: Errands
    drawings: Drawings
    pickups: Pickups
    recent: RecentLists = field(default_factory=RecentLists)
    overviews: Overviews = field(default_factory=Overviews)
    pace: Pace = field(default_factory=Pace)


def services(context: ContextTypes.DEFAULT_TYPE) -> Services:
    """The services that `bot.app` put into the application's `bot_data`."""
    return cast(Services, context.bot_data[KEY])
