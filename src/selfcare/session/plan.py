"""Lay a day out in time: the steps in order, with the cues that fit into them, the questions, and the ceilings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.day.dose import asked_rows
from selfcare.facts.kinds import HeldBack
from selfcare.routine.devices import Device, find_device
from selfcare.routine.model import Dose, Press, Reps, Roll, UntilFaded
from selfcare.routine.regions import find_region
from selfcare.session import phrases
from selfcare.session.fitting import SECOND, fitting, saying_first, shown_first
from selfcare.session.steps import Cue, Place, Plan, PlannedExercise, Question, Screening, SetName, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.day.decide import Day
    from selfcare.day.dose import Prescribed
    from selfcare.facts.kinds import Hand
    from selfcare.routine.model import Exercise, Routine
    from selfcare.session.steps import CueKind, StepKind

REP_CEILING_S = 15
"""Seconds for each repetition at the patient's own pace, when the therapist wrote no ceiling (design)."""
UNATTENDED_S = 20
"""Where nobody can press a key, a step that waits for one lasts 20 s (design)."""
HALF_FROM = 20 * SECOND
"""Half-way is said in sets of 20 s and more (design)."""
COME_OFF_S = 10
"""Seconds to come off after a last set that is to be rated (design)."""
WARNING_FROM = 20 * SECOND


class How(NamedTuple):
    """How this session is played: `attended`, keys can be pressed; `slower`, changes last twice as long.

    `rate` is the voice's, in words a minute: what it has no time for is not planned to be said. `scored`: the score before
    the session was given already.
    """

    attended: bool = True
    slower: bool = False
    rate: int = phrases.RATE
    scored: bool = False


def plan_session(routine: Routine, day: Day, screening: Screening | None, how: How | None = None) -> Plan:
    """The session of that day. Without a screening its first step is the stop questions, and nothing goes past them.

    A day that is blocked or has nothing left to do gives a plan without work.
    """
    how = how or How()
    builder = _Builder(routine, how)
    steps: list[Step] = []
    exercises = [] if day.blocked else list(day.exercises)
    if screening is None:
        stop = _asking(_stop_question(day))
        steps.append(stop._replace(words=_to_know(day)) if exercises and how.scored else stop)
    if exercises and how.attended and not how.scored and not (screening and screening.soreness):
        sore = _asking(_sore_before(day, worst_place(exercises)))
        steps.append(sore._replace(words=_to_know(day)))
    before: Prescribed | None = None
    for asked in exercises:
        steps += builder.exercise(asked, before)
        before = asked
    if exercises and how.attended and exercises[-1].dose.sets == 1:
        steps.append(_come_off(exercises[-1].exercise))
    steps.append(_step("finish", None, [_cue("end", "That was the last set. Come off slowly.")]))
    if exercises and how.attended:
        steps.append(_asking(Question("share", "after", phrases.SHARE)))
        steps.append(_asking(Question("soreness", "after", phrases.SORENESS, worst_place(exercises))))
    totals: dict[Place, int] = {}
    for step in steps:
        if step.place and step.length:
            totals[step.place] = totals.get(step.place, 0) + step.length
    return Plan(
        steps=tuple(steps),
        exercises={asked.exercise.id: _shown(asked, routine) for asked in exercises},
        ceilings={place: max(total, _device(place[2]).session_ceiling_s * SECOND) for place, total in totals.items()},
        asked=tuple(row for asked in exercises for row in asked_rows(asked)),
        held=tuple(HeldBack(one.exercise, one.side, one.why) for one in day.held),
        title=routine.title,
        therapist=routine.therapist,
    )


def _to_know(day: Day) -> str:
    """What to fetch and what is left out, in the therapist's words too: read before the first step takes both hands."""
    devices = dict.fromkeys(_device(one.exercise.device).fetch for one in day.exercises)
    held = dict.fromkeys(f"{one.name}{f', {one.side}' if one.side != 'middle' else ''} ({one.why})" for one in day.held)
    own = day.routine.words
    return phrases.joined(
        f"Fetch {', '.join(devices)}",
        f"Held back: {'; '.join(held)}" if held else "",
        f"{day.routine.therapist} says: {own}" if own else "",
    )


def questions(plan: Plan) -> Plan:
    """Only what a plan asks before its session begins: so the day can be decided anew when all of it was answered."""
    first = next(number for number, step in enumerate(plan.steps) if step.question is None)
    return plan._replace(steps=plan.steps[:first])


def any_other(plan: Plan) -> Plan:
    """The same questions, after one line was answered with yes: the other lines are still to be asked."""
    asked = Question("stop", "before", phrases.OTHER, heading="Any other of these today?")
    rest = [step for step in plan.steps if step.question is None or step.question.what != "stop"]
    return plan._replace(steps=(_asking(asked), *rest))


def _stop_question(day: Day) -> Question:
    lead = phrases.breath_lead(day.breath.name) if day.breath else ""
    words = phrases.joined(lead, phrases.AGAIN if day.again else phrases.stop_screen()) if lead else ""
    if day.again:
        heading = "Still none of these today?"
        return Question("stop", "before", words or phrases.AGAIN, again=True, heading=heading, lead=lead)
    heading = "Before you start: any of these today?"
    return Question("stop", "before", words or phrases.stop_screen(), heading=heading, lead=lead)


def _shown(asked: Prescribed, routine: Routine) -> PlannedExercise:
    exercise, device = asked.exercise, _device(asked.exercise.device)
    above = routine.stop.above_max
    return PlannedExercise(
        id=exercise.id,
        name=exercise.name,
        region=_region(exercise.region),
        device=device.name,
        come_off=device.come_off,
        say=exercise.say or "",
        avoid=exercise.avoid or "",
        spot=exercise.spot or "",
        aim=asked.discomfort.aim,
        max=asked.discomfort.max,
        ease_off_first=above.ease_off_first,
        ends_session=above.then == "end session",
        stroke=asked.dose.stroke if isinstance(asked.dose, Roll) else None,
        times=asked.dose.times if isinstance(asked.dose, Reps) else None,
    )


def _region(name: str) -> str:
    found = find_region(name)
    return found.name if found else name


def _device(name: str) -> Device:
    found = find_device(name)
    assert found is not None, name  # reading refuses an unknown device
    return found


def _come_off(last: Exercise) -> Step:
    """After a last set of which nothing was asked yet: time to come off, and to say how much discomfort it was."""
    words = "Come off slowly."
    step = _step("come off", COME_OFF_S * SECOND, [_cue("rest", words)], last, words)
    return step._replace(asks_discomfort=True)


def _sore_before(day: Day, place: str) -> Question:
    """The question before the session. What was said of the same place this morning can be said again by one key."""
    one = day.morning
    if one is None or one.day != day.date.isoformat() or one.region != place:
        return Question("soreness", "before", phrases.SORENESS, place)
    return Question("soreness", "before", f"{phrases.SORENESS}; = as this morning, {one.score}", place, same=one.score)


def worst_place(exercises: Sequence[Prescribed]) -> str:
    """The place that a score is of: the only one that is pressed, else whichever is the worst."""
    places = dict.fromkeys(_region(asked.exercise.region) for asked in exercises)
    return next(iter(places)) if len(places) == 1 else "worst place"


def _asking(question: Question) -> Step:
    return Step("question", None, (_cue("question", question.words),), question=question)


def _cue(kind: CueKind, say: str, offset: int = 0) -> Cue:
    return Cue(kind, "end" if offset < 0 else "start", offset, say, phrases.estimate(say))


def _step(
    kind: StepKind, length: int | None, cues: list[Cue], exercise: Exercise | None = None, words: str = ""
) -> Step:
    return Step(kind, length, tuple(cues), exercise=exercise.id if exercise else None, words=words)


def _work_length(dose: Dose) -> int:
    match dose:
        case Reps():
            return (dose.ceiling or REP_CEILING_S * dose.times) * SECOND
        case UntilFaded():
            return dose.ceiling * SECOND
        case _:
            return dose.time * SECOND


def _warned_in_work(dose: Dose) -> bool:
    """A short hold has no room for the warning: it is said while getting ready."""
    return _work_length(dose) >= WARNING_FROM


class _Builder:
    """Lays out one exercise after the other; remembers which hints were said."""

    def __init__(self, routine: Routine, how: How) -> None:
        self.routine = routine
        self.how = how
        self.hinted: set[str] = set()

    def exercise(self, asked: Prescribed, before: Prescribed | None) -> list[Step]:
        exercise, device = asked.exercise, _device(asked.exercise.device)
        steps: list[Step] = []
        fetch = before is not None and _device(before.exercise.device) != device
        far = before is not None and (fetch or _region(before.exercise.region) != _region(exercise.region))
        if far:
            steps += self.change_place(asked, f"Fetch {device.fetch}" if fetch else "")
        elif before is not None and before.sides[-1] != asked.sides[0]:
            steps += self.change_side(asked, asked.sides[0])
        if before is not None and before.dose.sets == 1 and steps:
            steps[0] = steps[0]._replace(asks_discomfort=self.how.attended)
        steps += self.get_ready(asked, device)
        for number, side in enumerate(asked.sides):
            change = self.change_side(asked, side) if number else []
            steps += [step._replace(asks_discomfort=self.how.attended and asked.dose.sets == 1) for step in change]
            played = self.side(asked, device, side, first_side=number == 0)
            if number and not change:
                played = saying_first(played, f"{side.capitalize()}.", self.how.rate)
            steps += played
        if not any(step.kind == "get ready" for step in steps):
            return shown_first(steps, self.told(asked, device)[0])
        return steps

    def fitting(
        self, length: int, said: list[str], kind: CueKind, *, last_three: bool, optional: list[Cue]
    ) -> tuple[Cue, ...]:
        """The cues that fit at this voice's rate."""
        return fitting(length, said, kind, last_three=last_three, optional=optional, rate=self.how.rate)

    def change(self, seconds: int) -> int:
        return seconds * SECOND * (2 if self.how.slower else 1)

    def change_place(self, asked: Prescribed, fetch: str) -> list[Step]:
        exercise = asked.exercise
        wanted = exercise.change_place if exercise.change_place is not None else self.routine.defaults.change_place
        next_up = phrases.joined(f"Next: {exercise.name}", fetch)
        if wanted == "wait" and self.how.attended:
            say = phrases.joined("Change place", next_up, "Hold on to something. Press a key when you are there")
            return [_step("change place", None, [_cue("change place", say)], exercise)]
        length = self.change(UNATTENDED_S if wanted == "wait" else wanted)
        if not length:
            return []
        said = [phrases.joined("Change place", next_up), f"Change place. Next: {exercise.name}.", "Change place."]
        cues = self.fitting(length, said, "change place", last_three=False, optional=[])
        return [_step("change place", length, list(cues), exercise, said[0])]

    def change_side(self, asked: Prescribed, side: Hand) -> list[Step]:
        exercise = asked.exercise
        seconds = exercise.change_side if exercise.change_side is not None else self.routine.defaults.change_side
        length = self.change(seconds)
        if not length:
            return []
        said = [f"Change side. Next: {exercise.name}, {side}.", f"Change side. Next: {side}.", f"{side.capitalize()}."]
        cues = self.fitting(length, said, "change side", last_three=True, optional=[])
        return [_step("change side", length, list(cues), exercise, said[0])]

    def get_ready(self, asked: Prescribed, device: Device) -> list[Step]:
        exercise = asked.exercise
        seconds = exercise.get_ready if exercise.get_ready is not None else self.routine.defaults.get_ready
        length = self.change(seconds)
        said = self.told(asked, device)
        self.hinted.add(device.name)
        if not length:
            return []
        cues = self.fitting(length, said, "get ready", last_three=device.load == "hand", optional=[])
        return [_step("get ready", length, list(cues), exercise, said[0])]

    def told(self, asked: Prescribed, device: Device) -> list[str]:
        """All that is to be known before an exercise begins, and what to say of it in less and less time.

        What to avoid goes last: it is short, and somebody wrote it because it matters.
        """
        exercise = asked.exercise
        side = phrases.side(asked.sides[0])
        where = f"{exercise.name}, {side}".rstrip(", ")
        what = phrases.joined("Get ready", where)
        if not _warned_in_work(asked.dose):
            what = phrases.joined(what, phrases.WARNING)
        hint = "" if device.name in self.hinted else device.hint
        setting = ", ".join(
            part
            for part in (
                f"{exercise.head} head" if exercise.head else "",
                exercise.speed or "",
                f"draw the band to {phrases.stretch(exercise.stretch)}" if exercise.stretch is not None else "",
            )
            if part
        )
        spot, say, avoid = exercise.spot or "", exercise.say or "", exercise.avoid or ""
        full = phrases.joined(what, device.name, spot, setting, say, avoid)
        return [
            phrases.joined(full, hint),
            full,
            phrases.joined(what, device.name, spot, setting, avoid),
            phrases.joined(what, spot, avoid),
            phrases.joined(what, device.name),
            what,
            phrases.joined("Get ready", where),
            phrases.joined(where),
            phrases.joined(side),
        ]

    def side(self, asked: Prescribed, device: Device, side: Hand, *, first_side: bool) -> list[Step]:
        exercise, dose = asked.exercise, asked.dose
        rest = (exercise.rest if exercise.rest is not None else self.routine.defaults.rest) * SECOND
        steps: list[Step] = []
        for number in range(1, dose.sets + 1):
            first, after_first = first_side and number == 1, number == 1 + 1
            if number > 1 and rest:
                say = f"Rest. Next: {f'{side}, ' if side != 'middle' else ''}set {number} of {dose.sets}."
                cues = self.fitting(rest, [say, "Rest."], "rest", last_three=device.load == "hand", optional=[])
                steps.append(
                    _step("rest", rest, list(cues), exercise, say)._replace(
                        asks_discomfort=self.how.attended and after_first
                    )
                )
            if device.load == "stays on":
                where = ", ".join(part for part in (exercise.name, phrases.side(side)) if part)
                said = [f"Wind the band on: {where}.", "Wind the band on."]
                steps.append(self.waiting("put on", said, "Press a key when it is on.", exercise))
            played = self.work(asked, device, SetName(exercise.id, side, number, 1), first=first)
            if number > 1 and not rest and device.load == "hand":
                played = saying_first(played, f"Set {number} of {dose.sets}.", self.how.rate)
            steps += played
            if device.load == "stays on":
                steps.append(self.waiting("take off", ["Take the band off."], "Press a key when it is off.", exercise))
        return steps

    def waiting(self, kind: Literal["put on", "take off"], said: list[str], confirm: str, exercise: Exercise) -> Step:
        """A step of the band. Nobody is asked to press a key where nobody can."""
        if self.how.attended:
            return _step(kind, None, [_cue(kind, f"{said[0]} {confirm}")], exercise)
        length = UNATTENDED_S * SECOND
        return _step(kind, length, list(self.fitting(length, said, kind, last_three=False, optional=[])), exercise)

    def work(self, asked: Prescribed, device: Device, name: SetName, *, first: bool) -> list[Step]:
        exercise, dose = asked.exercise, asked.dose
        place = (_region(exercise.region), name.side, device.name)
        open_ended = isinstance(dose, UntilFaded | Reps)
        length = _work_length(dose)
        times = dose.times if isinstance(dose, Press) else 1
        steps: list[Step] = []
        for repetition in range(1, times + 1):
            count = f" {repetition} of {times}." if times > 1 else ""
            said = [phrases.begin(dose, device.verb) + count, phrases.begin(dose, device.verb), "Begin.", "Go."]
            # The warning before the half: it is said once in each exercise, half-way every time there is room.
            optional: list[Cue] = []
            if first and repetition == 1 and _warned_in_work(dose):
                after = phrases.estimate(said[0], self.how.rate) + SECOND // 2
                optional.append(
                    Cue("warning", "start", after, phrases.WARNING, phrases.estimate(phrases.WARNING, self.how.rate))
                )
            if length >= HALF_FROM and not open_ended:
                optional.append(Cue("half", "middle", 0, "Half-way.", phrases.estimate("Half-way.", self.how.rate)))
            if open_ended:
                optional.append(Cue("half", "end", -10 * SECOND, "Ten more seconds at the most.", 2_700))
            cues = self.fitting(length, said, "begin", last_three=not open_ended, optional=optional)
            steps.append(
                Step(
                    "work",
                    length,
                    cues,
                    exercise=exercise.id,
                    set=name._replace(repetition=repetition),
                    place=place,
                    open_ended=open_ended,
                    band_on=device.load == "stays on",
                )
            )
            if isinstance(dose, Press) and dose.release and repetition < times:
                cues = self.fitting(
                    dose.release * SECOND, ["Release.", "Off."], "release", last_three=False, optional=[]
                )
                # A wound band presses on through a release: no longer time, and a pause takes it off, as in the hold.
                release = _step("release", dose.release * SECOND, list(cues), exercise)
                steps.append(release._replace(band_on=device.load == "stays on"))
        return steps
