"""The bounds that the model writes beside its types; `reading.shape` hands them to pydantic as its own.

Ours, because importing annotated_types costs 6 ms, half a bare interpreter, in every command that reads a routine.
"""

from __future__ import annotations

from typing import NamedTuple


class Interval(NamedTuple):
    """A number from `ge` to `le`, both included."""

    ge: float
    le: float


class Len(NamedTuple):
    """So many characters or elements, both included."""

    min_length: int
    max_length: int
