"""Measures in words: a value with its unit, how to take one, how it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces.naming import counted, number, opening, short
from selfcare.faces.words import date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.adherence.measured import Series
    from selfcare.day.measuring import AskedMeasure
    from selfcare.routine.measures import Measure


def value_said(measure: Measure, tenths: int | None) -> str:
    """A value with its unit: "9.5 cm", "4 of 10"."""
    return "not answered" if tenths is None else f"{number(tenths / 10)} {measure.unit}"


def how_lines(asked: AskedMeasure) -> list[str]:
    """How to take it, its unit, and what is known of its error."""
    measure = asked.measure
    unit = "a number from 0 to 10" if measure.unit == "of 10" else "in centimetres, such as 9.5"
    return [f"{opening(short(asked.name, 100))}. {measure.how} Give {unit}.", f"  {error_said(measure)}"]


def error_said(measure: Measure) -> str:
    """What is known of its error, in a sentence."""
    if measure.error is None:
        return f"Its error: {measure.source}."
    unit = "points" if measure.unit == "of 10" else measure.unit
    return f"Its error: a change below {number(measure.error)} {unit} may be none ({measure.source}); at home it is larger."


def series_lines(found: Sequence[Series], therapist: str) -> list[str]:
    """How each moved, a line each; nothing of one that was never answered."""
    return [f"{opening(short(one.name, 60))}: {_moved(one, therapist)}" for one in found if one.readings]


def _moved(one: Series, therapist: str) -> str:
    first, last = one.readings[0], one.readings[-1]
    begun = f"{value_said(one.measure, first.value)} on {date(first.day)}"
    if len(one.readings) == 1:
        return f"{begun}."
    said = f"{begun}, {value_said(one.measure, last.value)} on {date(last.day)} ({counted(len(one.readings), 'value')})"
    size = number(abs(one.change) / 10)
    unit = "points" if one.measure.unit == "of 10" else one.measure.unit
    match one.moved:
        case "better":
            return f"{said}. That is {size} {unit} better."
        case "worse":
            return f"{said}. That is {size} {unit} the other way. {therapist} will want to hear it."
        case "within error":
            return f"{said}. About the same: less than the error of {number(one.measure.error or 0)} {unit}."
        case None:
            return f"{said}."


def series_short(one: Series) -> str:
    """The same for a letter: "knee to wall left 8 to 9.5 cm (4), within error 1.9"."""
    first, last = one.readings[0], one.readings[-1]
    if len(one.readings) == 1:
        return f"{short(one.name)} {value_said(one.measure, first.value)} (1)"
    error = "" if one.measure.error is None else f", {one.moved} (error {number(one.measure.error)})"
    span = f"{number(first.value / 10)} to {value_said(one.measure, last.value)}"
    return f"{short(one.name)} {span} ({len(one.readings)}){error}"
