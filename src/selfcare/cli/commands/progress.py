"""How it goes: the calendar, the weeks, soreness, the body of today; for the therapist the figures behind it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

from selfcare.adherence.report import adherence
from selfcare.adherence.trend import trends
from selfcare.adherence.weeks import figures, first_week, record_weeks
from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.weeks import USUAL, whole_weeks
from selfcare.faces.progress import progress_lines, record_of
from selfcare.home import environment

if TYPE_CHECKING:
    from selfcare.faces.screen.record import Record


def command(
    weeks: int = typer.Option(USUAL, "--weeks", min=1, max=520, help="How many weeks, this one included."),
    detail: bool = typer.Option(False, "--detail", help="Your therapist's figures, too: by week, exercise and side."),
    lines: bool = typer.Option(False, "--lines", help="In words, as a screen reader or a pipe gets it."),
) -> None:
    """How it goes: what was kept of what was asked, and how soreness moved."""
    at_hand = AtHand()
    _ = at_hand.patient
    known = at_hand.assignments()
    begins = first_week(known)
    period = whole_weeks(begins, at_hand.today, weeks)
    history = at_hand.history_of_days(period[0], None)
    report = adherence(history, period, at_hand.now)
    moved, routine = trends(history, begins, period), known[-1].routine
    drawn = not lines and _can_draw(at_hand) and _draw(at_hand, record_of(history, report, moved, routine))
    if not drawn:
        say(*progress_lines(history, report, moved, routine))
    if detail:
        from selfcare.faces.figures import figures_lines

        everything = at_hand.history_of_days(None, None)
        whole = figures(everything, adherence(everything, (None, None), at_hand.now))
        say("", *figures_lines(report, record_weeks(report, begins), whole, routine))


def _can_draw(at_hand: AtHand) -> bool:
    """Whether a picture is of use: somebody looks at a terminal, and has not asked for plain lines."""
    if not sys.stdout.isatty() or environment.terminal_kind() in ("", "dumb", "unknown"):
        return False
    return not at_hand.settings.reader and at_hand.settings.face != "lines"


def _draw(at_hand: AtHand, what: Record | None) -> bool:
    from selfcare.faces.screen.look import Size
    from selfcare.faces.screen.record import LEAST, record

    size = Size(*os.get_terminal_size(sys.stdout.fileno()))
    if what is None or size.columns < LEAST.columns or size.rows < LEAST.rows:
        return False
    from selfcare.faces.screen.printing import printed

    settings = at_hand.settings
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    printed(record(what, size, unicode=unicode), sys.stdout, settings.theme, color=settings.color != "never")
    return True
