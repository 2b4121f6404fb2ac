"""The laws of the player, each a function that fails when a trace breaks it.

None trusts what the player says of itself where the events tell it too: held times are taken from the clock, ceilings from
the devices and the plan's work.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from selfcare.facts.codec import from_json, to_json
from selfcare.facts.history import History
from selfcare.facts.kinds import Fact
from selfcare.facts.recount import COMPLETE, sessions
from selfcare.routine.devices import find_device
from selfcare.session import intents
from selfcare.session.events import (
    Continued,
    Cued,
    Eased,
    Event,
    ExerciseOver,
    Halted,
    Over,
    Paused,
    Refused,
    Resumed,
    Scored,
    SetOver,
    SetStarted,
    ShareGiven,
    Started,
    StepBegan,
    StopAnswered,
)
from selfcare.session.player import Playhead, advance, current, length, next_change, press, waits
from selfcare.session.record import Naming, to_body
from selfcare.session.steps import CHANGES, COUNT_IN, Place, Plan, SetName, Step
from worlds import EAST, NOON, Trace

if TYPE_CHECKING:
    from collections.abc import Callable

Law: TypeAlias = "Callable[[Trace], None]"


# --- what the events say, without the player ---


def held_by_the_clock(events: list[Event]) -> list[tuple[SetName, int, int]]:
    """Each set that is over: its name, the time between its two events less the pauses in it, and what it says itself."""
    found: list[tuple[SetName, int, int]] = []
    began = 0
    for event in unpaused(events):
        match event:
            case SetStarted(t):
                began = t
            case SetOver(t, name, _, held):
                found.append((name, t - began, held))
            case _:
                pass
    return found


def place_of(plan: Plan, name: SetName) -> Place:
    """Region, side and device of a set."""
    exercise = plan.exercises[name.exercise]
    return exercise.region, name.side, exercise.device


def ceilings(plan: Plan) -> dict[Place, int]:
    """What no key passes: the device's ceiling, or what was prescribed if that is more. Milliseconds."""
    totals: Counter[Place] = Counter()
    for step in plan.steps:
        if step.set is not None:
            totals[place_of(plan, step.set)] += step.length or 0
    found: dict[Place, int] = {}
    for place, total in totals.items():
        device = find_device(place[2])
        assert device is not None
        found[place] = max(total, device.session_ceiling_s * 1000)
    return found


def is_band(plan: Plan, exercise: str | None) -> bool:
    """Whether an exercise's device stays on when the clock stops."""
    device = find_device(plan.exercises[exercise].device) if exercise else None
    return device is not None and device.load == "stays on"


def open_at(head: Playhead, plan: Plan) -> Counter[Place]:
    """What the open set holds so far, by place."""
    return Counter({place_of(plan, head.open): head.held}) if head.open else Counter()


def step_at(trace: Trace, head: Playhead) -> Step:
    """The step that a playhead is in."""
    return current(trace.plan, head)


# --- laws of time ---


def the_clock_is_the_time_that_passed(trace: Trace) -> None:
    """The session's clock is the sum of all time that passed before its end, and never runs back."""
    for beat in trace.beats[1:]:
        passed = beat.after.clock - beat.before.clock
        if beat.wants is not None:
            assert passed == 0
        elif beat.after.state != "ended":
            assert passed == beat.elapsed
        else:
            assert 0 <= passed <= beat.elapsed
    times = [event.t for event in trace.events]
    assert times == sorted(times)


def pauses_are_counted(trace: Trace) -> None:
    """Paused time is the time of pauses and of counting in, and of nothing else."""
    for beat in trace.beats[1:]:
        passed = beat.after.paused - beat.before.paused
        if beat.before.state == "ended" or beat.wants is not None:
            assert passed == 0
        elif beat.before.state == "paused":
            assert passed == beat.elapsed
        else:
            assert passed == min(beat.elapsed, beat.before.counting_in)


def events_come_when_they_are_due(trace: Trace) -> None:
    """`next_change` is never later than the next event that time brings, and a session that waits brings none."""
    for beat in trace.beats[1:]:
        due = next_change(trace.plan, beat.before)
        assert (due is None) == waits(trace.plan, beat.before)
        if beat.wants is None and beat.events and beat.elapsed:
            assert due is not None
            assert beat.events[0].t >= beat.before.clock + due
        if due is not None and due > 1:
            assert advance(trace.plan, beat.before, due - 1)[1] == ()


def a_playhead_stays_within_its_step(trace: Trace) -> None:
    """The playhead is never past the end of its step, nor before its beginning."""
    for beat in trace.beats:
        total = length(trace.plan, beat.after)
        assert beat.after.at >= 0
        assert total is None or beat.after.state == "ended" or beat.after.at <= total
        assert 0 <= beat.after.counting_in <= COUNT_IN
        assert beat.after.open or beat.after.held == 0


def held_time_is_clock_time_without_pauses(trace: Trace) -> None:
    """What a set says it was held is the time between its two events, less the pauses and the counting-in."""
    for name, by_the_clock, said in held_by_the_clock(trace.events):
        assert said == by_the_clock, name


def held_never_exceeds_passed(trace: Trace) -> None:
    """At every moment, all that was held is at the most the time that passed while nothing was paused."""
    held = 0
    for beat in trace.beats:
        held += sum(event.held for event in beat.events if isinstance(event, SetOver))
        assert held + beat.after.held <= beat.after.clock - beat.after.paused


def nothing_done_is_lost(trace: Trace) -> None:
    """Skip, back and all else keep what was done: by place, what sets say they held is what the playhead has used."""
    held: Counter[Place] = Counter()
    for beat in trace.beats:
        for event in beat.events:
            if isinstance(event, SetOver):
                held[place_of(trace.plan, event.set)] += event.held
        used = {place: time for place, time in beat.after.used.items() if time}
        assert dict(+(held + open_at(beat.after, trace.plan))) == used


def a_set_is_over_once_before_the_next_starts(trace: Trace) -> None:
    """Every set that starts is over exactly once, under its own name, before the next starts or the session is over."""
    open_set: SetName | None = None
    for event in trace.events:
        match event:
            case SetStarted(_, name):
                assert open_set is None
                open_set = name
            case SetOver(_, name):
                assert open_set == name
                open_set = None
            case Over():
                assert open_set is None
            case _:
                pass
    assert open_set == trace.head.open


def a_set_says_how_it_ended(trace: Trace) -> None:
    """A whole set was held for all that was asked, and an open end asks no seconds.

    An open end is never whole, a timed set is never ended by the patient.
    """
    asked = {step.set: step for step in trace.plan.steps if step.set}
    for event in trace.events:
        if isinstance(event, SetOver):
            step = asked[event.set]
            assert step.length is not None
            assert event.asked == (None if step.open_ended else step.length)
            if event.how == "whole":
                assert not step.open_ended
                assert event.held >= step.length
            elif event.how == "ceiling reached":
                assert step.open_ended
                assert event.held == step.length
            elif event.how == "patient ended it":
                assert step.open_ended


def skip_and_done_are_two_words(trace: Trace) -> None:
    """`Skip` in a set is "skipped" in the log, also where it has an open end; `Done` is "patient ended it"."""
    for beat in trace.beats:
        hows = [event.how for event in beat.events if isinstance(event, SetOver)]
        if isinstance(beat.wants, intents.Skip):
            assert hows in ([], ["skipped"])
        elif isinstance(beat.wants, intents.Done):
            assert hows in ([], ["patient ended it"])
        elif "skipped" in hows or "patient ended it" in hows:
            raise AssertionError(beat)


# --- laws of safety ---


def no_ceiling_is_passed(trace: Trace) -> None:
    """At every moment, what was held on a region, side and device lies within its ceiling."""
    allowed = ceilings(trace.plan)
    held: Counter[Place] = Counter()
    for beat in trace.beats:
        for event in beat.events:
            if isinstance(event, SetOver):
                held[place_of(trace.plan, event.set)] += event.held
        for place, time in (held + open_at(beat.after, trace.plan)).items():
            assert time <= allowed[place], place


def a_band_is_never_longer_on(trace: Trace) -> None:
    """From a band's first hold to its taking off, no more time runs than was planned between the two."""
    planned: dict[tuple[str, str, int], int] = {}
    last: tuple[str, str, int] | None = None
    for step in trace.plan.steps:
        if step.kind == "put on":
            last = None
        elif step.kind == "take off":
            continue
        elif is_band(trace.plan, step.exercise) and step.kind in ("work", "release"):
            last = (step.set.exercise, step.set.side, step.set.set) if step.set else last
            assert last is not None
            planned[last] = planned.get(last, 0) + (step.length or 0)
    on: tuple[str, str, int] | None = None
    since = 0
    for event in trace.events:
        match event:
            case SetStarted(t, name) if on is None and is_band(trace.plan, name.exercise):
                on, since = (name.exercise, name.side, name.set), t
            case Paused(t) | Over(t) if on is not None:
                assert t - since <= planned[on]
                on = None
            case StepBegan(t, index) if on is not None and trace.plan.steps[index].kind in ("take off", "put on"):
                assert t - since <= planned[on]
                on = None
            case _:
                pass
    if on is not None:
        assert trace.head.clock - since <= planned[on]


def a_band_is_wound_anew_after_a_pause(trace: Trace) -> None:
    """A band set starts only after `put on` was entered with no pause since; attended, a wish stands between the two."""
    wound, confirmed = False, True
    for beat in trace.beats:
        if isinstance(beat.wants, intents.GoOn | intents.Skip) and beat.before.state == "running":
            confirmed = confirmed or step_at(trace, beat.before).kind == "put on"
        for event in beat.events:
            match event:
                case StepBegan(_, index):
                    kind = trace.plan.steps[index].kind
                    if kind == "put on":
                        wound, confirmed = True, trace.plan.steps[index].length is not None
                    elif kind == "take off":
                        wound = False
                case Paused() if is_band(trace.plan, step_at(trace, beat.before).exercise):
                    wound = wound and step_at(trace, beat.after).kind == "put on"
                case SetStarted(_, name) if is_band(trace.plan, name.exercise):
                    assert wound, name
                    assert confirmed, name
                case _:
                    pass


def a_pause_ends_a_band_set(trace: Trace) -> None:
    """A pause in a band set ends it then and there: "band off", or what ended it if that came first."""
    for beat in trace.beats:
        if any(isinstance(event, Paused) for event in beat.events) and is_band(
            trace.plan, step_at(trace, beat.before).exercise
        ):
            assert beat.after.open is None


def a_band_comes_off_before_anything_else(trace: Trace) -> None:
    """While a band is on, the guide goes nowhere but on in that set, to its taking off, or to a pause that says so.

    Attended, `take off` is left by going on (or skipping) only; and no session is over with a band on unless it was said
    that it comes off.
    """
    on: str | None = None
    for beat in trace.beats:
        for number, event in enumerate(beat.events):
            match event:
                case SetStarted(_, name) if is_band(trace.plan, name.exercise):
                    on = name.exercise
                case Paused(_, cue) | Cued(_, cue) if cue.say.startswith("Take the band off"):
                    on = None
                case StepBegan(_, index) if on is not None:
                    step = trace.plan.steps[index]
                    told = any(isinstance(later, Paused) for later in beat.events[number:])
                    assert told or (step.exercise == on and step.kind in ("work", "release", "take off")), step
                case Over():
                    assert on is None
                case _:
                    pass
        before = step_at(trace, beat.before)
        if before.kind == "take off" and before.length is None and beat.after.step != beat.before.step:
            assert isinstance(beat.wants, (intents.GoOn, intents.Skip))


def nothing_starts_before_the_stop_questions(trace: Trace) -> None:
    """Where the stop questions are part of the plan, no session and no set starts without "none of these"."""
    asked_here = any(step.question and step.question.what == "stop" for step in trace.plan.steps)
    clear = not asked_here
    for event in trace.events:
        match event:
            case StopAnswered(_, yes):
                clear = yes == ()
            case Started() | Continued() | SetStarted():
                assert clear
            case _:
                pass


def numbers_do_not_rate_while_a_set_is_held(trace: Trace) -> None:
    """A number while a set is held, or counted in, changes nothing."""
    for beat in trace.beats:
        if isinstance(beat.wants, intents.Rate) and beat.before.state == "running" and step_at(trace, beat.before).set:
            assert beat.events == ()
            assert beat.after == beat.before


def too_much_discomfort_ends_the_exercise(trace: Trace) -> None:
    """Above the max: the first time "ease off" where the therapist wrote so, else (and the second time) it ends.

    What ends is the exercise, of which no set ever starts again, or the session.
    """
    above: Counter[str] = Counter()
    ended: set[str] = set()
    for beat in trace.beats:
        for event in beat.events:
            match event:
                case SetStarted(_, name):
                    assert name.exercise not in ended
                case ExerciseOver(_, over):
                    assert over not in ended
                    ended.add(over)
                case _:
                    pass
        scored = next((e for e in beat.events if isinstance(e, Scored) and e.what == "discomfort"), None)
        if not isinstance(beat.wants, intents.Rate) or scored is None or scored.set is None:
            continue
        exercise = trace.plan.exercises[scored.set.exercise]
        if beat.wants.score <= exercise.max:
            assert not any(isinstance(e, ExerciseOver | Halted) for e in beat.events)
            continue
        above[exercise.id] += 1
        if above[exercise.id] == 1 and exercise.ease_off_first:
            assert [e.cue.kind for e in beat.events if isinstance(e, Cued)] == ["ease off"]
            assert beat.after.step == beat.before.step
        elif exercise.ends_session:
            assert [e.reason for e in beat.events if isinstance(e, Halted)] == ["too painful"]
            assert beat.after.state == "ended"
        else:
            assert exercise.id in ended


# --- laws of order ---


def one_end_for_each_beginning(trace: Trace) -> None:
    """A session that started is over exactly once when it has ended; one that did not start is never over."""
    kinds = [type(event) for event in trace.events]
    assert kinds.count(Started) <= 1
    assert kinds.count(Over) <= kinds.count(Started)
    if trace.head.state == "ended":
        assert kinds.count(Over) == kinds.count(Started)


def no_phantom_cue(trace: Trace) -> None:
    """After the end nothing is heard but the questions of after; after the last of them, or a stop, nothing at all."""
    over = False
    for beat in trace.beats:
        if beat.before.state == "ended":
            assert beat.events == ()
        for event in beat.events:
            if over:
                assert isinstance(event, StepBegan | Cued | Scored | ShareGiven), event
                assert not isinstance(event, Cued) or event.cue.kind == "question"
            over = over or isinstance(event, Over)


def a_pause_is_quiet(trace: Trace) -> None:
    """While paused no cue is said, no step begins and no set starts, but what a key of that moment answers."""
    for beat in trace.beats:
        if beat.before.state == "paused" and beat.wants is None:
            assert beat.events == ()
        if beat.after.state == "paused" and beat.before.state == "paused":
            assert not any(isinstance(event, SetStarted | StepBegan) for event in beat.events)


def a_pause_has_the_last_word(trace: Trace) -> None:
    """A newer cue replaces an unsaid one: what a pause says is the last of its moment, and first of all how to come off."""
    for beat in trace.beats:
        if beat.after.state == "paused" and beat.before.state == "running":
            assert isinstance(beat.events[-1], Paused)
            exercise = step_at(trace, beat.before).exercise
            assert beat.events[-1].cue.say == (
                trace.plan.exercises[exercise].come_off if exercise else "Take your time."
            )


def a_change_waits_for_the_person_where_asked_to(trace: Trace) -> None:
    """With "wait for me" no set starts by time alone after a change or a rest; without it time alone goes on."""
    for beat in trace.beats[1:]:
        if beat.wants is None and beat.before.wait and step_at(trace, beat.before).kind in CHANGES:
            assert beat.after.step == beat.before.step
        question = step_at(trace, beat.before).question
        if isinstance(beat.wants, intents.WaitForMe) and beat.before.state != "ended" and question is None:
            assert beat.after.wait != beat.before.wait


def nobody_is_locked_in(trace: Trace) -> None:
    """From wherever it stands, going on and answering brings the session to its end."""
    if trace.head.state == "paused":
        head, _ = press(trace.plan, trace.head, intents.GoOn())
        assert head.state != "paused"
    head = trace.head
    for _ in range(4 * len(trace.plan.steps) + 8):
        if head.state == "ended":
            return
        due = length(trace.plan, head)
        if due is not None and not waits(trace.plan, head):
            head, _ = advance(trace.plan, head, due - head.at + head.counting_in)
        else:
            question = step_at(trace, head).question
            head, _ = press(trace.plan, head, intents.Answer(yes=(), share="all") if question else intents.GoOn())
    raise AssertionError(trace.head)


def a_refusal_changes_nothing(trace: Trace) -> None:
    """Where a key is refused, the playhead stands as it stood; only a band set that came off is given up."""
    for beat in trace.beats:
        if any(isinstance(event, Refused) for event in beat.events) and beat.before.state == "running":
            assert beat.after == beat.before
            assert len(beat.events) == 1


def half_way_is_said_once(trace: Trace) -> None:
    """Half-way is said at the most once in each attempt at a set, however much time is added."""
    said = 0
    for event in trace.events:
        match event:
            case SetStarted():
                said = 0
            case Cued(_, cue) if cue.anchor == "middle":
                said += 1
                assert said == 1
            case _:
                pass


def the_last_three_seconds_are_true(trace: Trace) -> None:
    """Where a countdown is planned, a set that ran out was counted down three seconds of held time before its end.

    It is said again when time was added after it.
    """
    counted = {step.set for step in trace.plan.steps if any(cue.kind == "last three" for cue in step.cues)}
    said = -1
    for event in unpaused(trace.events):
        match event:
            case SetStarted():
                said = -1
            case Cued(t, cue) if cue.kind == "last three":
                said = t
            case SetOver(t, name, "whole") if name in counted:
                assert t - said == 3_000
            case _:
                pass


def unpaused(events: list[Event]) -> list[Event]:
    """The same events on a clock that stands still from a pause until the session goes on, or goes to another step."""
    found: list[Event] = []
    off, since = 0, 0
    paused = False
    for event in events:
        match event:
            case Paused(t) if not paused:
                paused, since = True, t
            case Resumed(t) | StepBegan(t) if paused:
                off += t - since
                paused = False
            case _:
                pass
        found.append(replace(event, t=(since if paused else event.t) - off))
    return found


def a_question_asked_and_left_is_not_a_zero(trace: Trace) -> None:
    """A score comes from a rating, an answer, or is None; it is never made up."""
    for beat in trace.beats:
        for event in beat.events:
            if isinstance(event, Scored) and event.score is not None:
                assert isinstance(beat.wants, intents.Rate | intents.Answer)
                assert event.score == beat.wants.score


def discomfort_is_asked_and_the_answer_kept(trace: Trace) -> None:
    """A step that asks for discomfort, when it is left, gave a number, or says once that none was given.

    The plan says which steps ask; and after a number above the max each change and rest asks, once about each set.
    """
    given = False
    above: set[str] = set()
    about: SetName | None = None
    for beat in trace.beats:
        before, last = step_at(trace, beat.before), beat.before.last
        scored = [event for event in beat.events if isinstance(event, Scored) and event.what == "discomfort"]
        scores = [event.score for event in scored]
        asked = last is not None and beat.before.step >= 0 and beat.before.outcome is None
        if asked and last is not None and not before.asks_discomfort:
            eased = last.exercise in above and last.exercise not in beat.before.left_out and last != about
            asked = before.kind in CHANGES and eased
        if isinstance(beat.wants, intents.Rate):
            given = given or scores != []
            scores = scores[1:]
        began = [event for event in beat.events if isinstance(event, StepBegan)]
        if began and last is not None:
            passed = sum(
                step.asks_discomfort or (step.kind in CHANGES and bool(above))
                for step in (trace.plan.steps[event.step] for event in began[:-1])
            )
            assert None not in scores or asked or passed
            assert not (asked and not given and None not in scores)
            assert not (asked and given and scores and not passed)
        for event in scored:
            assert event.set is not None
            about = event.set
            if event.score is not None and event.score > trace.plan.exercises[event.set.exercise].max:
                above.add(event.set.exercise)
        if began:
            given = False


def above_the_max_it_is_asked_again(trace: Trace) -> None:
    """After a number above the max no further set of that exercise goes by unasked where a change or a rest follows it."""
    waiting: SetName | None = None
    above: set[str] = set()
    for event in trace.events:
        match event:
            case Scored(what="discomfort", set=name, score=score):
                assert name is not None
                waiting = None
                if score is not None and score > trace.plan.exercises[name.exercise].max:
                    above.add(name.exercise)
            case SetStarted(_, name):
                assert waiting is None or waiting == name, waiting
                waiting = None
            case SetOver(_, name) if name.exercise in above:
                waiting = name
            case StepBegan(_, index) if trace.plan.steps[index].kind not in CHANGES:
                # Where nothing lies between two sets, there is no time to ask.
                waiting = None
            case _:
                pass


# --- laws of the record ---


NAMING = Naming("s1", "2026-11-23", "made", "full", from_file=True, how="asked")


def facts_of(trace: Trace, events: list[Event]) -> list[Fact]:
    """The facts of these events, each written as its line of JSON and read again."""
    bodies = [body for event in events if (body := to_body(event, trace.plan, NAMING)) is not None]
    facts = [Fact(f"{number:06}", NOON + number, EAST, None, "P200", body) for number, body in enumerate(bodies)]
    return [from_json(to_json(fact)) for fact in facts]


def the_record_adds_up(trace: Trace, events: list[Event] | None = None) -> None:
    """Events, written as facts, read again and recounted, give the sums that the events said."""
    events = trace.events if events is None else events
    found = sessions(History(facts_of(trace, events)))
    assert len(found) == sum(isinstance(event, Started) for event in events)
    if not found:
        return
    session = found[0]
    held: Counter[SetName] = Counter()
    starts: Counter[SetName] = Counter()
    complete: set[SetName] = set()
    for event in events:
        match event:
            case SetStarted(_, name):
                starts[name] += 1
            case SetOver(_, name, how, time, _):
                held[name] += time
                if how in COMPLETE:
                    complete.add(name)
            case _:
                pass
    assert {SetName(r.exercise, r.side, r.set, r.repetition): r.attempts for r in session.repetitions} == starts
    for rep in session.repetitions:
        name = SetName(rep.exercise, rep.side, rep.set, rep.repetition)
        assert rep.held == held[name]
        assert rep.complete == (name in complete)
    assert session.body.asked == trace.plan.asked
    assert session.sets_asked == len({step.set._replace(repetition=1) for step in trace.plan.steps if step.set})
    share = next((event for event in events if isinstance(event, ShareGiven)), None)
    denied = share is not None and share.share == "none"
    left_out = share.left_out if share else ()
    wanted = {step.set for step in trace.plan.steps if step.set and step.set.exercise not in left_out}
    names = {name._replace(repetition=1) for name in wanted}
    missing = {name._replace(repetition=1) for name in wanted - complete}
    assert session.sets == (0 if denied else len(names - missing))
    over = next((event for event in events if isinstance(event, Over)), None)
    assert (session.ended is None) == (over is None)
    if over and session.ended:
        assert (session.ended.how, session.ended.t, session.ended.paused) == (over.how, over.t, over.paused)
    halted = next((event for event in events if isinstance(event, Halted)), None)
    assert (session.stopped.reason if session.stopped else None) == (halted.reason if halted else None)
    assert [rating.score for _, rating in session.ratings] == [e.score for e in events if isinstance(e, Scored)]
    assert session.eased == sum(isinstance(event, Eased) and event.set is not None for event in events)


def a_stop_at_any_moment_adds_up(trace: Trace) -> None:
    """Stopped or interrupted at any moment: the last set is over with what it held, the session once, the sums right."""
    events: list[Event] = []
    for number, beat in enumerate(trace.beats):
        events += beat.events
        if beat.after.state == "ended" or number % 7:
            continue
        for wish in (intents.Interrupt(), intents.Stop("ended for today")):
            head, last = press(trace.plan, beat.after, wish)
            assert head.state == "ended"
            whole = Trace(
                trace.plan,
                (*trace.beats[: number + 1], beat._replace(before=beat.after, wants=wish, after=head, events=last)),
            )
            for law in (one_end_for_each_beginning, nothing_done_is_lost, a_set_is_over_once_before_the_next_starts):
                law(whole)
            the_record_adds_up(trace, [*events, *last])


LAWS: tuple[Law, ...] = (
    the_clock_is_the_time_that_passed,
    pauses_are_counted,
    events_come_when_they_are_due,
    a_playhead_stays_within_its_step,
    held_time_is_clock_time_without_pauses,
    held_never_exceeds_passed,
    nothing_done_is_lost,
    a_set_is_over_once_before_the_next_starts,
    a_set_says_how_it_ended,
    skip_and_done_are_two_words,
    no_ceiling_is_passed,
    a_band_is_never_longer_on,
    a_band_is_wound_anew_after_a_pause,
    a_pause_ends_a_band_set,
    a_band_comes_off_before_anything_else,
    nothing_starts_before_the_stop_questions,
    numbers_do_not_rate_while_a_set_is_held,
    too_much_discomfort_ends_the_exercise,
    one_end_for_each_beginning,
    no_phantom_cue,
    a_pause_is_quiet,
    a_pause_has_the_last_word,
    a_change_waits_for_the_person_where_asked_to,
    nobody_is_locked_in,
    a_refusal_changes_nothing,
    half_way_is_said_once,
    the_last_three_seconds_are_true,
    a_question_asked_and_left_is_not_a_zero,
    discomfort_is_asked_and_the_answer_kept,
    above_the_max_it_is_asked_again,
    the_record_adds_up,
    a_stop_at_any_moment_adds_up,
)
