"""Spans of days that have a name of their own."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def whole_month(start: date, end: date) -> bool:
    """Whether the span is one calendar month from its first to its last day."""
    last = monthrange(start.year, start.month)[1]
    return (start.year, start.month) == (end.year, end.month) and (start.day, end.day) == (1, last)


def whole_year(start: date, end: date) -> bool:
    """Whether the span is one calendar year from its first to its last day."""
    return start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
