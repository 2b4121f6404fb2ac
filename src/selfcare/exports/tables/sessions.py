"""sessions.csv: a row for each session with the guide."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeAlias, cast

from selfcare.day.dose import DoseName  # noqa: TC001 - the columns are read from the hints, at run time
from selfcare.exports.tables.columns import Patient, Sha256, Table
from selfcare.exports.tables.index import seconds, stamp
from selfcare.facts.kinds import Hand, How, Share, StopReason  # noqa: TC001 - same
from selfcare.facts.recount import Outcome  # noqa: TC001 - same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.tables.index import Index
    from selfcare.facts.kinds import When
    from selfcare.facts.recount import Session

CountedAs: TypeAlias = Literal["done", "played", "partly", "extra", "not assigned", "nothing", "another period"]
EndedHow: TypeAlias = Literal["ran to the end", "stopped", "interrupted", "no end written"]

_ASKED = "How many soreness scores were asked {when} the session; 0: not asked."
_ANSWERED = "How many of these were answered. Asked and not answered: asked is above 0, this is less."
_HIGHEST = (
    "The highest of the scores answered, 0 to 10 (0: no soreness); empty when none was. Each is a row of ratings."
)


class SessionRow(NamedTuple):
    """One row a session with the guide, whether it was assigned or not, and however it ended."""

    patient: Patient
    session: Annotated[str, 'The session: "s-" and the first 12 digits of its id in the log (all, should two agree).']
    day: Annotated[dt.date, "The patient's day; it ends at the hour that was set, 04:00 unless changed."]
    began_at: Annotated[dt.datetime, "When it began, local time with the offset from UTC."]
    ended_how: Annotated[EndedHow, "How it ended; no end written: the program did not live to write it."]
    length_s: Annotated[float | None, "Its length in seconds, pauses included; empty when no end was written."]
    paused_s: Annotated[float | None, "Seconds of it that were paused; empty when no end was written."]
    outcome: Annotated[
        Outcome,
        "What it is worth by itself: done, played, partly (see days), or nothing: no set was begun, or the patient said "
        '"none of it".',
    ]
    counted_as: Annotated[
        CountedAs,
        "The outcome of the occasion it fills in days. nothing: it fills none. another period: it belongs to a week that "
        "began before the first day covered here.",
    ]
    stop_reason: Annotated[StopReason | None, "Why the patient stopped it; empty when they did not."]
    stopped_exercise: Annotated[str | None, "At which exercise it was stopped; empty when between two, or not stopped."]
    stopped_side: Annotated[Hand | None, "At which side it was stopped; empty as above."]
    eased_off_count: Annotated[int, "How often the patient eased off and went on."]
    stop_questions: Annotated[How | None, "How the stop questions were answered; empty when no answer was written."]
    answered_yes: Annotated[
        str | None,
        'The stop questions answered with yes, by id, "; " between them; "none of these" when none was; empty when no '
        "answer was written.",
    ]
    confirmed: Annotated[Share | None, "The patient's word afterwards: all, part or none of it; empty when not given."]
    left_out: Annotated[
        str | None, 'Exercises that the patient said were left out, "; " between; empty when none named.'
    ]
    dose: Annotated[DoseName, "The dose that was played."]
    sets_asked: Annotated[int, "Sets that the day's plan asked."]
    sets_done: Annotated[int, "Sets done: all repetitions played as asked, and not denied by the patient's word."]
    seconds_asked: Annotated[int | None, "Seconds asked of timed work; empty when none of it was timed."]
    seconds_held: Annotated[
        float | None,
        "Seconds held of timed work, all attempts, and not denied by the patient's word; empty when none was timed. What "
        "the clock counted is in sets.",
    ]
    soreness_before_asked: Annotated[int, _ASKED.format(when="before")]
    soreness_before_answered: Annotated[int, _ANSWERED]
    soreness_before_highest_0_10: Annotated[int | None, _HIGHEST, range(11)]
    soreness_after_asked: Annotated[int, _ASKED.format(when="after")]
    soreness_after_answered: Annotated[int, _ANSWERED]
    soreness_after_highest_0_10: Annotated[int | None, _HIGHEST, range(11)]
    held_back: Annotated[
        str | None,
        'Exercises and sides that the day\'s plan left out, each with its reason, "; " between; empty: nothing was.',
    ]
    from_file: Annotated[bool, "yes: played from a file, not assigned; it never counts."]
    text_sha256: Sha256
    corrected: Annotated[bool, "yes: something of it was corrected or taken back afterwards."]


def rows(index: Index) -> Iterator[SessionRow]:
    """The sessions by day, then in the order in which they began."""
    for one in index.sessions:
        asked_s, held_s = _timed(one)
        yield SessionRow(
            index.material.patient,
            index.name(one.id),
            dt.date.fromisoformat(one.body.day),
            stamp(one.begun.at, one.begun.offset),
            one.ended.how if one.ended else "no end written",
            seconds(one.ended.t) if one.ended else None,
            seconds(one.ended.paused) if one.ended else None,
            one.outcome,
            _counted_as(index, one),
            one.stopped.reason if one.stopped else None,
            one.stopped.exercise if one.stopped else None,
            one.stopped.side if one.stopped else None,
            one.eased,
            one.answers.how if one.answers else None,
            ("; ".join(one.answers.yes) or "none of these") if one.answers else None,
            one.confirmed.share if one.confirmed else None,
            ("; ".join(one.confirmed.left_out) or None) if one.confirmed else None,
            one.body.dose,
            one.sets_asked,
            one.sets,
            asked_s,
            held_s,
            *_soreness(one, "before"),
            *_soreness(one, "after"),
            "; ".join(f"{off.exercise} {off.side}: {off.why}" for off in one.body.held) or None,
            one.body.from_file,
            one.body.text or None,
            one.id in index.corrected,
        )


def _counted_as(index: Index, one: Session) -> CountedAs:
    occasion = index.occasion_of.get(one.id)
    if occasion is not None:
        return cast("CountedAs", occasion.result)  # a session never makes one of the others
    return "nothing" if one.outcome == "nothing" else "another period"


def _timed(one: Session) -> tuple[int | None, float | None]:
    timed = {(row.exercise, row.side) for row in one.body.asked if row.seconds is not None}
    if not timed:
        return None, None
    asked = sum(row.sets * row.repetitions * (row.seconds or 0) for row in one.body.asked)
    denied = one.confirmed.left_out if one.confirmed else ()
    held = sum(rep.held for rep in one.repetitions if (rep.exercise, rep.side) in timed and rep.exercise not in denied)
    return asked, 0.0 if one.confirmed and one.confirmed.share == "none" else seconds(held)


def _soreness(one: Session, when: When) -> tuple[int, int, int | None]:
    """How many scores were asked, how many answered, and the highest."""
    asked = [body.score for _, body in one.ratings if (body.what, body.when) == ("soreness", when)]
    given = [score for score in asked if score is not None]
    return len(asked), len(given), max(given, default=None)


SESSIONS = Table("sessions", "Sessions", SessionRow, rows, key=("session",))
