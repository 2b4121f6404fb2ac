"""The player: a pure state machine. It is told how much time went by and what the person wants, and answers with events.

It holds the laws of safety, below every screen: no work before the stop questions are answered; no key passes the ceiling
of a region, side and device, lengthens a set with a band on, or continues one after a pause. Milliseconds throughout.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from selfcare.session import intents
from selfcare.session.events import (
    Continued,
    Cued,
    Eased,
    Event,
    ExerciseOver,
    Halted,
    MoreGiven,
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
from selfcare.session.phrases import WAITING, estimate
from selfcare.session.steps import CHANGES, COUNT_IN, MORE_CHANGE, MORE_WORK, Cue, Place, Plan, SetName, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfcare.facts.kinds import SetEnd, StopReason
    from selfcare.session.intents import Intent
    from selfcare.session.steps import CueKind

Events: TypeAlias = tuple[Event, ...]


class Playhead(NamedTuple):
    """Where a session stands. `at` is within the step; `clock` since the beginning, pauses and count-ins included."""

    step: int = -1
    at: int = 0
    extra: int = 0
    state: Literal["running", "paused", "ended"] = "running"
    counting_in: int = 0
    clock: int = 0
    paused: int = 0
    started: bool = False
    outcome: Literal["ran to the end", "stopped", "interrupted", "not begun"] | None = None
    open: SetName | None = None
    held: int = 0
    """Milliseconds of the open set in this attempt."""
    used: Mapping[Place, int] = MappingProxyType({})
    above_max: Mapping[str, int] = MappingProxyType({})
    left_out: frozenset[str] = frozenset()
    last: SetName | None = None
    """The set that a rating is about: the open one, or the last that was held."""
    half_said: bool = False
    rated: bool = False
    asked_about: SetName | None = None
    """The set of which the discomfort was asked last."""
    band_came_off: bool = False
    wait: bool = False
    """Whether changes and rests wait for a key when their time is over."""
    cut_off: bool = False
    """A session that was cut off, and does not go on before the stop questions are answered."""


def begin(plan: Plan, head: Playhead | None = None) -> tuple[Playhead, Events]:
    """The playhead at the first step; `head` is where a session stands that was cut off before, or waits for the person."""
    return _enter(plan, head or Playhead(), 0)


def current(plan: Plan, head: Playhead) -> Step:
    """The step that the playhead is in; after the end, the last one."""
    return plan.steps[min(max(head.step, 0), len(plan.steps) - 1)]


def length(plan: Plan, head: Playhead) -> int | None:
    """Length of the current step with what was added; None when it waits."""
    step = current(plan, head)
    return None if step.length is None else step.length + head.extra


def waits(plan: Plan, head: Playhead) -> bool:
    """Whether nothing moves until the person does something: a pause, a question, a step that waits, the end."""
    return head.state != "running" or current(plan, head).length is None or is_waited_for(plan, head)


def is_waited_for(plan: Plan, head: Playhead) -> bool:
    """Whether the time of a change or rest is over, and it waits for the person."""
    return head.wait and current(plan, head).kind in CHANGES and head.at == length(plan, head)


def asks_discomfort(plan: Plan, head: Playhead) -> bool:
    """Whether this step asks how much discomfort the last set was: the plan says so, or the patient was told to ease off.

    After that it is asked after each set, until the exercise is over: the second number above the max ends it.
    """
    step = current(plan, head)
    if head.last is None or head.outcome is not None:
        return False
    eased = step.kind in CHANGES and head.above_max.get(head.last.exercise, 0) > 0
    return step.asks_discomfort or (eased and head.last != head.asked_about and head.last.exercise not in head.left_out)


def next_change(plan: Plan, head: Playhead) -> int | None:
    """Milliseconds until the next event that time alone brings; None when it waits. It is how long a loop may wait."""
    total = length(plan, head)
    if waits(plan, head) or total is None:
        return None
    if head.counting_in:
        return head.counting_in
    coming = [cue.time(total) for cue in current(plan, head).cues if cue.time(total) > head.at]
    return min([*coming, total]) - head.at


def advance(plan: Plan, head: Playhead, elapsed: int) -> tuple[Playhead, Events]:
    """The session after `elapsed` milliseconds more. Cutting the time differently changes nothing."""
    events: Events = ()
    left = elapsed
    while left > 0 and head.state != "ended":
        if head.state == "paused":
            return head._replace(clock=head.clock + left, paused=head.paused + left), events
        total = length(plan, head)
        if total is None or is_waited_for(plan, head):
            return head._replace(clock=head.clock + left), events
        if head.counting_in:
            take = min(left, head.counting_in)
            head = head._replace(
                clock=head.clock + take, paused=head.paused + take, counting_in=head.counting_in - take
            )
            if not head.counting_in:
                head, more = _count_in_over(plan, head)
                events += more
        else:
            take = min(left, total - head.at)
            head, more = _run(plan, head, take)
            events += more
            if head.at == total:
                head, more = _step_over(plan, head)
                events += more
        left -= take
    return head, events


def _run(plan: Plan, head: Playhead, take: int) -> tuple[Playhead, Events]:
    """Let `take` milliseconds of a running step go by, and say the cues that fall into them."""
    step = current(plan, head)
    total = (step.length or 0) + head.extra
    start, end = head.at, head.at + take
    half_said = head.half_said
    events: list[Event] = []
    for cue in sorted(step.cues, key=lambda one: one.time(total)):
        time = cue.time(total)
        if start < time <= end and time < total and not (cue.anchor == "middle" and half_said):
            events.append(Cued(head.clock + time - start, cue))
            half_said = half_said or cue.anchor == "middle"
    used = head.used
    if step.place is not None:
        used = {**used, step.place: used.get(step.place, 0) + take}
    head = head._replace(
        at=end,
        clock=head.clock + take,
        half_said=half_said,
        used=used,
        held=head.held + take if head.open else head.held,
    )
    return head, tuple(events)


def _count_in_over(plan: Plan, head: Playhead) -> tuple[Playhead, Events]:
    events: Events = (Resumed(head.clock),)
    step = current(plan, head)
    if step.set is not None and head.open is None:
        head, more = _open(head, step)
        events += more
    return head, events


def _open(head: Playhead, step: Step) -> tuple[Playhead, Events]:
    """A set begins to be held; its first cue is said with it."""
    assert step.set is not None
    head = head._replace(open=step.set, held=0, last=step.set)
    first = tuple(Cued(head.clock, cue) for cue in step.cues if cue.time((step.length or 0) + head.extra) == 0)
    return head, (SetStarted(head.clock, step.set), *first)


def _close(plan: Plan, head: Playhead, how: SetEnd) -> tuple[Playhead, Events]:
    """The open set, if there is one, is over."""
    if head.open is None:
        return head, ()
    step = current(plan, head)
    asked = None if step.open_ended else step.length
    over = SetOver(head.clock, head.open, how, head.held, asked)
    return head._replace(open=None, held=0), (over,)


def _step_over(plan: Plan, head: Playhead) -> tuple[Playhead, Events]:
    step = current(plan, head)
    if is_waited_for(plan, head):
        return head, (Cued(head.clock, _say("wait", WAITING)),)
    head, events = _close(plan, head, "ceiling reached" if step.open_ended else "whole")
    head, more = _enter(plan, head, head.step + 1)
    return head, events + more


def _enter(plan: Plan, head: Playhead, index: int, *, count_in: bool = False) -> tuple[Playhead, Events]:
    """Go to a step; steps of exercises that were left out are passed over."""
    events: Events = ()
    if 0 <= head.step < len(plan.steps) and head.last and asks_discomfort(plan, head):
        events = () if head.rated else (_score(plan, head, head.last, None),)
        head = head._replace(asked_about=head.last)
    while index < len(plan.steps) and plan.steps[index].exercise in head.left_out:
        index += 1
    if index >= len(plan.steps):
        return head._replace(step=len(plan.steps), state="ended"), events
    step = plan.steps[index]
    head = head._replace(
        step=index, at=0, extra=0, counting_in=0, half_said=False, rated=False, band_came_off=False, state="running"
    )
    if step.kind != "question" and not head.started:
        head = head._replace(started=True)
        events += (Started(head.clock),)
    if step.kind != "question" and head.cut_off:
        head = head._replace(cut_off=False)
        events += (Continued(head.clock),)
    events += (StepBegan(head.clock, index),)
    if step.kind == "finish":
        head = head._replace(outcome="ran to the end")
        events += tuple(Cued(head.clock, cue) for cue in step.cues)
        events += (Over(head.clock, "ran to the end", head.paused),)
        head, more = _enter(plan, head, index + 1)
        return head, events + more
    if step.set is not None and count_in:
        return head._replace(counting_in=COUNT_IN), (*events, Cued(head.clock, _say("count in", "Three, two, one.")))
    if step.set is not None:
        head, more = _open(head, step)
        return head, events + more
    return head, events + tuple(Cued(head.clock, cue) for cue in step.cues if cue.time(step.length or 0) == 0)


def press(plan: Plan, head: Playhead, intent: Intent) -> tuple[Playhead, Events]:  # noqa: C901, PLR0912 - one arm for each case of a closed union
    """The session after the person wants something, at this very moment. What makes no sense here changes nothing."""
    if head.state == "ended":
        return head, ()
    step = current(plan, head)
    match intent:
        case intents.Interrupt():
            return _end(plan, head, "interrupted")
        case intents.Stop(reason):
            return _stop(plan, head, reason)
        case intents.Answer():
            return _answer(plan, head, step, intent) if step.question and head.state == "running" else (head, ())
        case _ if step.question is not None:
            return head, ()
        case intents.Rate(score):
            return _rate(plan, head, score)
        case intents.WaitForMe():
            turned = head._replace(wait=not head.wait)
            now = head.state == "running" and is_waited_for(plan, head)
            return _step_over(plan, turned) if now else (turned, ())
        case intents.Pause():
            return _pause(plan, head, step) if head.state == "running" else (head, ())
        case intents.GoOn() if head.state == "paused":
            return _resume(plan, head)
        case intents.EaseOff() if head.state == "paused":
            eased = Eased(head.clock, head.last)
            head, events = _resume(plan, head)
            return head, (eased, *events)
        case _ if head.state == "paused":
            return head, ()
        case intents.GoOn():
            return _enter(plan, head, head.step + 1) if waits(plan, head) else (head, ())
        case intents.Done():
            return _next(plan, head, "patient ended it") if step.open_ended and head.open else (head, ())
        case intents.Skip():
            return _next(plan, head, "skipped")
        case intents.Back() if step.kind == "take off":
            return head, tuple(Cued(head.clock, cue) for cue in step.cues)
        case intents.Back():
            return _back(plan, head)
        case intents.Restart():
            return _again(plan, head, head.step, "restarted") if step.set else (head, ())
        case intents.MoreTime():
            return _more(plan, head, step)
        case intents.EaseOff():
            return head, ()


def _next(plan: Plan, head: Playhead, how: SetEnd) -> tuple[Playhead, Events]:
    head, events = _close(plan, head, how)
    head, more = _enter(plan, head, head.step + 1)
    return head, events + more


def _end(plan: Plan, head: Playhead, how: Literal["stopped", "interrupted"]) -> tuple[Playhead, Events]:
    """Leave the session now. After its end, or before its beginning, there is nothing to end."""
    if not head.started or head.cut_off or head.outcome is not None:
        return head._replace(state="ended", outcome=head.outcome or "not begun"), ()
    off: Events = (Cued(head.clock, _come_off(plan, head)),) if _band_is_on(plan, head) else ()
    head, events = _close(plan, head, how)
    head = head._replace(state="ended", outcome=how)
    return head, (*events, *off, Over(head.clock, how, head.paused))


def _stop(plan: Plan, head: Playhead, reason: StopReason) -> tuple[Playhead, Events]:
    step = current(plan, head)
    if step.question is not None and head.started and not head.cut_off:
        # The session is over and a question is left unanswered: asked, and not answered.
        unanswered: Events = ()
        if step.question.what == "soreness":
            unanswered = (_soreness(head, step, None),)
        return head._replace(state="ended"), unanswered
    if not head.started or head.cut_off:
        return _end(plan, head, "stopped")
    where = head.open or head.last
    head, events = _close(plan, head, "stopped")
    halted = Halted(head.clock, reason, where)
    head, more = _end(plan, head, "stopped")
    return head, (*events, halted, *more)


def _pause(plan: Plan, head: Playhead, step: Step) -> tuple[Playhead, Events]:
    events: Events = ()
    paused = Paused(head.clock, _come_off(plan, head))
    if step.band_on:
        head, events = _close(plan, head, "band off")
        head = head._replace(band_came_off=True)
    return head._replace(state="paused", counting_in=0), (*events, paused)


def _come_off(plan: Plan, head: Playhead) -> Cue:
    exercise = current(plan, head).exercise
    return _say("come off", plan.exercises[exercise].come_off if exercise else "Take your time.")


def _band_is_on(plan: Plan, head: Playhead) -> bool:
    """Whether a band is wound: in its holds and releases until a pause, and until the key that says it is off."""
    step = current(plan, head)
    return (step.band_on and not head.band_came_off) or step.kind == "take off"


def _resume(plan: Plan, head: Playhead) -> tuple[Playhead, Events]:
    step = current(plan, head)
    head = head._replace(state="running")
    resumed: Events = (Resumed(head.clock),)
    if step.exercise in head.left_out and step.kind != "take off":
        head, events = _enter(plan, head, head.step + 1)
        return head, resumed + events
    if head.band_came_off:
        again, events = _again(plan, head, head.step, "restarted")
        if again.step != head.step:
            return again, resumed + events
        # The ceiling forbids the whole set once more: it is given up. The band is off already.
        head, more = _enter(plan, head, _taking_off(plan, head) + 1)
        return head, resumed + events + more
    if step.set is None and head.at == length(plan, head) and not waits(plan, head):
        # It waited for the person, was paused, and the waiting was turned off: its time is over.
        head, events = _step_over(plan, head)
        return head, resumed + events
    if step.set is None:
        # What the step asks for was drowned by the words of the pause: they are said again where nothing is done of it yet.
        said = step.cues if head.at == 0 else ()
        return head, resumed + tuple(Cued(head.clock, cue) for cue in said if cue.anchor == "start")
    return head._replace(counting_in=COUNT_IN), (Cued(head.clock, _say("count in", "Three, two, one.")),)


def _taking_off(plan: Plan, head: Playhead) -> int:
    """The step in which the band that is on now comes off."""
    return next(i for i in range(head.step, len(plan.steps)) if plan.steps[i].kind == "take off")


def _again(plan: Plan, head: Playhead, index: int, how: SetEnd) -> tuple[Playhead, Events]:
    """A set from its beginning, the band wound anew where there is one; refused where a ceiling would be passed.

    A band that is on must come off first, however long that takes: there the session stands paused until a key.
    """
    target = index
    if plan.steps[index].band_on:
        target = next(i for i in range(index, -1, -1) if plan.steps[i].kind == "put on")
    if not fits(plan, head, target, 0):
        return _refuse(plan, head)
    on, paused = _band_is_on(plan, head), Paused(head.clock, _come_off(plan, head))
    head, events = _close(plan, head, how)
    head, more = _enter(plan, head, target, count_in=True)
    if on:
        quiet = tuple(event for event in more if not isinstance(event, Cued))
        return head._replace(state="paused", counting_in=0), (*events, *quiet, paused)
    return head, events + more


def _back(plan: Plan, head: Playhead) -> tuple[Playhead, Events]:
    earlier = [
        i
        for i in range(head.step - 1, -1, -1)
        if plan.steps[i].set is not None and plan.steps[i].exercise not in head.left_out
    ]
    if earlier:
        return _again(plan, head, earlier[0], "went back")
    return _again(plan, head, head.step, "restarted") if current(plan, head).set else (head, ())


def _more(plan: Plan, head: Playhead, step: Step) -> tuple[Playhead, Events]:
    if step.length is None:
        return head, ()
    if step.band_on:
        return head, (Refused(head.clock, _say("refused", "A set with the band on is never made longer.")),)
    if step.set is None:
        return head._replace(extra=head.extra + MORE_CHANGE), ()
    if step.open_ended or not fits(plan, head, head.step, head.at, head.extra + MORE_WORK):
        return _refuse(plan, head)
    given: Events = (MoreGiven(head.clock, step.set, MORE_WORK),)
    return head._replace(extra=head.extra + MORE_WORK), given


def _refuse(plan: Plan, head: Playhead) -> tuple[Playhead, Events]:
    words = f"That is as much as is safe here today. More is {plan.therapist}'s decision."
    return head, (Refused(head.clock, _say("refused", words)),)


def fits(plan: Plan, head: Playhead, index: int, at: int = 0, extra: int = 0) -> bool:
    """Whether playing on from there to the end keeps every place within its ceiling, what was held so far counted in."""
    ahead = dict(head.used)
    for number, step in enumerate(plan.steps[index:], index):
        if step.place is None or step.exercise in head.left_out:
            continue
        coming = (step.length or 0) + (extra - at if number == index else 0)
        ahead[step.place] = ahead.get(step.place, 0) + coming
    return all(total <= plan.ceilings[place] for place, total in ahead.items())


def _rate(plan: Plan, head: Playhead, score: int) -> tuple[Playhead, Events]:
    """Discomfort of the last set. Digits do nothing while a set is held."""
    step = current(plan, head)
    if head.last is None or (step.set and head.state == "running") or head.outcome is not None:
        return head, ()
    exercise = plan.exercises[head.last.exercise]
    scored = _score(plan, head, head.last, score)
    head = head._replace(rated=True, asked_about=head.last)
    if score <= exercise.max or exercise.id in head.left_out:
        return head, (scored,)
    times = head.above_max.get(exercise.id, 0) + 1
    head = head._replace(above_max={**head.above_max, exercise.id: times})
    if times == 1 and exercise.ease_off_first:
        aim = exercise.aim if exercise.aim is not None else exercise.max
        words = f"{score} is above {exercise.max}, the most that {plan.therapist} allows. Ease off until it is {aim} or less."
        return head, (scored, Cued(head.clock, _say("ease off", words)))
    if exercise.ends_session:
        head, halted = _stop(plan, head, "too painful")
        return head, (scored, *halted)
    words = f"Above {exercise.max}{' again' if times > 1 else ''}. This exercise ends here for today."
    over = ExerciseOver(head.clock, exercise.id, _say("stop", words))
    events: Events = ()
    if step.exercise == exercise.id:
        head, events = _close(plan, head, "discomfort")
    left_out = head.left_out | {exercise.id}
    # Paused, it goes on past the exercise with the key that ends the pause. A band stays until the key that says it is off.
    if step.exercise != exercise.id or head.state == "paused" or step.kind == "take off":
        return head._replace(left_out=left_out), (scored, over, *events)
    if _band_is_on(plan, head):
        head, more = _enter(plan, head, _taking_off(plan, head))
        return head._replace(left_out=left_out), (scored, over, *events, *more)
    head, more = _enter(plan, head._replace(left_out=left_out), head.step + 1)
    return head, (scored, over, *events, *more)


def _score(plan: Plan, head: Playhead, name: SetName, score: int | None) -> Scored:
    region = plan.exercises[name.exercise].region
    return Scored(head.clock, "discomfort", "while pressing", region, name, score)


def _soreness(head: Playhead, step: Step, score: int | None) -> Scored:
    assert step.question is not None
    return Scored(head.clock, "soreness", step.question.when, step.question.region, None, score)


def _answer(plan: Plan, head: Playhead, step: Step, answer: intents.Answer) -> tuple[Playhead, Events]:
    assert step.question is not None
    events: Events
    match step.question.what:
        case "stop":
            if answer.yes is None:
                return head, ()  # unanswered is not "none of these"
            answered = StopAnswered(head.clock, answer.yes, step.question.again)
            if answer.yes:
                return head._replace(state="ended", outcome="not begun"), (answered,)
            events = (answered,)
        case "soreness":
            events = (_soreness(head, step, answer.score),)
        case "share":
            events = (ShareGiven(head.clock, answer.share, answer.left_out),) if answer.share else ()
    head, more = _enter(plan, head, head.step + 1)
    return head, events + more


def _say(kind: CueKind, words: str) -> Cue:
    return Cue(kind, "start", 0, words, estimate(words))
