"""From a stranger's bytes to a Routine, or to everything that is wrong with them, each at its place, with a remedy.

This is the only path that loads pydantic. Nothing that a routine names is opened or run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.building import build
from selfcare.routine.invalid import RoutineInvalid
from selfcare.routine.model import Routine
from selfcare.routine.reading.decoding import decode
from selfcare.routine.reading.finding import Draft, placed
from selfcare.routine.reading.meaning import check_meaning
from selfcare.routine.reading.shape import check_shape
from selfcare.routine.reading.syntax import Parsed, parse
from selfcare.text.diagnostics import Problem, in_file_order
from selfcare.text.spans import Span, find_places

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RoutineInvalid", "read_routine"]

_MOST: Final = 100
"""Problems told at once (design): whoever has mended so many runs `check` again."""


def read_routine(data: bytes, name: str) -> Routine:
    """The routine that these bytes of a file of that name say.

    Raises:
        RoutineInvalid: something in it must be mended; with every problem that one reading can find, in file order.
    """
    text, problems = decode(data)
    if problems:
        raise RoutineInvalid(problems, name, text)
    parsed = parse(text)
    problems = in_file_order([*parsed.problems, *_findings(parsed)])
    if problems:
        raise RoutineInvalid(_first(problems), name, text)
    assert parsed.data is not None
    return build(Routine, parsed.data)


def _findings(parsed: Parsed) -> Iterable[Problem]:
    """What is wrong in shape and in meaning, but for what stands in lines that could not be read."""
    if parsed.data is None:
        return
    shape = check_shape(parsed.data)
    places = find_places(parsed.text) if shape.findings or parsed.covered else {}
    unread = [path for path, place in places.items() if _within(place.value, parsed.covered)]
    findings = [*shape.findings, *check_meaning(Draft(shape.data, [*shape.broken, *unread]))]
    if findings and not places:
        places = find_places(parsed.text)
    for finding in findings:
        problem = placed(finding, places)
        if not (finding.absent and parsed.lost) and not (problem.span and _within(problem.span, parsed.covered)):
            yield problem


def _within(span: Span, covered: Iterable[Span]) -> bool:
    return any(one.start <= span.start < one.end for one in covered)


def _first(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= _MOST:
        return problems
    what = f"The file has more than {_MOST} problems; the first {_MOST} are told here."
    more = Problem("too-many-problems", what, "Mend these, then check it again.", None)
    return in_file_order([more, *problems[:_MOST]])
