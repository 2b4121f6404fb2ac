"""The questions of `new`, one after another, with what the evidence says as the answers come.

A generator: it gives a question and is sent the answer, so that whoever asks may ask again or go back by beginning anew
with fewer answers. Nothing that the evidence holds back is taken; what it only warns of or tells is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from selfcare.desk import asking, doses
from selfcare.desk.asking import Question
from selfcare.desk.writing import plain_id, routine_text
from selfcare.faces.handout.wording import dose as said
from selfcare.faces.handout.wording import often as how_often_said
from selfcare.routine.building import build
from selfcare.routine.devices import Device, device_names
from selfcare.routine.invalid import RoutineInvalid
from selfcare.routine.model import DOSES, ScheduleLine
from selfcare.routine.reading import read_routine
from selfcare.rules import check, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Generator, Mapping

    from selfcare.routine.regions import Region

Answers: TypeAlias = "dict[str, Any]"
Talk: TypeAlias = "Generator[Question, Any, Answers]"

HARDER: Final = "About 4, 6 and 8 of 10 gained the same: harder is no better (Grabow 2018)."
FEWER: Final = "Fewer than four exercises are kept better (Bachmann 2018)."
HINTS: Final = {HARDER: ("PR02",), FEWER: ("AD01",)}
"""Hints beside those of the doses, and the rules that they are drawn from."""
_MOST: Final = 30
_KEPT: Final = 3
_STRETCH: Final = 300
_A_LINE: Final = 3
_LEAVE: Final = "Enter leaves it out."


def particulars(today: dt.date) -> dict[str, Question]:
    """What every routine must be asked for, by the keys of `person`."""
    return {
        "patient": Question(
            "The patient's code", None, asking.code, "Yours, never a name: P014. The log is kept by it."
        ),
        "by": Question("You, and what you are", None, asking.by, "As the patient sees it: Anna Berg, physiotherapist."),
        "phone": Question("Your phone", None, asking.number_to_ring, "On the screen whenever something stops."),
        "emergency": Question(
            "Emergency number where they live",
            "112",
            asking.number_to_ring,
            "What the patient would ring: 112, 911, 999.",
        ),
        "start": Question(
            "First day",
            today.isoformat(),
            asking.day(today),
            "A date, tomorrow, or a weekday. Weeks are counted from here.",
        ),
        "goal": Question(
            "What they want to be able to do again",
            "",
            asking.text,
            f"In the patient's words; it is on the page. {_LEAVE}",
        ),
    }


def person(today: dt.date, given: Mapping[str, Any]) -> Talk:
    """Whom it is for, whom to ring and what for, but for what is given already."""
    found = dict(given)
    for key, question in particulars(today).items():
        if key not in found:
            found[key] = yield question
    return found


def interview(today: dt.date, given: Mapping[str, Any]) -> Talk:
    """The whole routine, as `writing.routine_text` takes it."""
    known = yield from person(today, given)
    data: Answers = {
        **{key: known[key] for key in ("patient", "by", "start", "goal")},
        "id": "routine",
        "title": "Routine",
        "contact": {key: known[key] for key in ("phone", "emergency")},
        "schedule": [{"per_day": 1}],
        "exercise": [],
    }
    echo = yield from _discomfort(data)
    told: set[str] = set()
    more = True
    while more:
        yield from _exercise(data, told, () if data["exercise"] else (echo,))
        news = (FEWER,) if len(data["exercise"]) >= _KEPT else ()
        more = len(data["exercise"]) < _MOST and (
            yield Question(
                "Another exercise, y or n", "n", asking.yes, "They are done in the order you name them.", news
            )
        )
    often = "How often: once a day, 2 a day, 3 a week"
    data["schedule"] = [
        (yield Question(often, "once a day", asking.how_often, "Phases by weeks and times of day: in the file."))
    ]
    places = list(dict.fromkeys(one["title"] for one in data["exercise"]))
    usual = places[0] if len(places) == 1 else f"{', '.join(places[:-1])} and {places[-1]}"
    title = usual[0] + usual[1:].casefold()
    data["title"] = yield Question(
        "What the patient calls the routine",
        title[:80],
        asking.text,
        "Shown on the first screen.",
        (f"That is: {how_often_said(build(ScheduleLine, data['schedule'][0]))}.",),
    )
    data["id"] = plain_id(data["title"], set())
    return data


def _discomfort(data: Answers) -> Generator[Question, Any, str]:
    """Asked until the evidence lets it through; what was understood, to be said before the next question."""
    before: tuple[str, ...] = (HARDER,)
    while True:
        data["discomfort"] = yield Question(
            "How much it may hurt, 0 to 10: work at, and at most",
            "3 5",
            asking.discomfort,
            "While pressing. Above the second the patient eases off; one alone is the most.",
            before,
        )
        problems, _ = _evidence({**data, "exercise": [_SAMPLE]}, set())
        if not problems:
            aim, most = data["discomfort"].get("aim"), data["discomfort"]["max"]
            return f"That is: {'' if aim is None else f'work at {aim}, '}never above {most}."
        before = problems


_SAMPLE: Final = {
    "id": "a",
    "title": "It",
    "device": "foam roller",
    "region": "calf",
    "side": "left",
    "roll": {"time": 60},
}
"""An exercise of which no rule has anything to say, to hold the answers before it against the rules."""


def _exercise(data: Answers, told: set[str], news: tuple[str, ...]) -> Generator[Question, Any, None]:
    """One exercise, asked until the evidence lets it through."""
    before: tuple[str, ...] = (*news, "", f"Exercise {len(data['exercise']) + 1}.")
    wanted: dict[str, str] = {}
    while True:
        made = yield from _asked(data, before, wanted)
        problems, news = _evidence({**data, "exercise": [*data["exercise"], made]}, told)
        if not problems:
            break
        before = (*problems, "So once more, please; Enter takes what you said.")
        wanted = {key: str(made[key]) for key in ("device", "region", "side")}
    for name, prompt in (("say", "What to do, in your words"), ("avoid", "What to avoid, in your words")):
        line = yield Question(
            prompt, "", asking.text, f"Spoken in the 20 s of getting ready: short sentences. {_LEAVE}", news
        )
        news = ()
        if line:
            made[name] = line
    data["exercise"].append(made)


def _asked(data: Answers, before: tuple[str, ...], wanted: dict[str, str]) -> Generator[Question, Any, Answers]:
    listed = [f"{number} {name}" for number, name in enumerate(device_names(), 1)]
    device: Device = yield Question(
        "With what, number or name",
        wanted.get("device", "foam roller"),
        asking.device,
        "What is at home. Other names go too: massage gun, tennis ball, strap.",
        (*before, *("   ".join(listed[at : at + _A_LINE]) for at in range(0, len(listed), _A_LINE))),
    )
    place: Region = yield Question(
        "Where",
        wanted.get("region"),
        asking.region,
        "As people say it or as you do: calf, hip, quadriceps, upper trapezius.",
    )
    side = yield Question(
        "Side: each, left, right" + (", middle" if place.sides == "either" else ""),
        wanted.get("side", "each"),
        asking.side(place),
        "each is the whole dose on the left, and then on the right.",
    )
    jotted = doses.JOTTED[device.name]
    dose = yield Question("Dose", jotted.proposed, doses.dose(device), doses.MORE, (jotted.hint,))
    word, whole = next(iter(dose.items()))
    echo = f"That is: {said(build(DOSES[word], whole), side)}."
    made: Answers = {"device": device.name, "region": place.name, "side": side, **dose}
    if device.name == "floss band":
        made["stretch"] = yield Question(
            "Drawn longer by, per cent",
            "50",
            _percent,
            "50 is half again its length. 50 to 90 was described, without consensus.",
            (echo,),
        )
        echo = ""
    less = yield Question(
        "On a bad day: less, leave it out, the same",
        doses.proposed_less(word, whole),
        lambda words: doses.less(words, word, whole),
        "By the patient's own key, or after a worse morning: 1 set, 2 times, 30 s.",
        (echo,) if echo else (),
    )
    title = place.name[0].upper() + place.name[1:]
    if any(one["title"] == title for one in data["exercise"]):
        title = f"{title}, {device.name}"
    taken = {one["id"] for one in data["exercise"]}
    made |= {"title": title, "id": plain_id(title, taken)} | ({} if less is None else {"gentler": less})
    return made


def _percent(words: str) -> int:
    found = words.strip().rstrip("%").strip()
    if not found.isdigit() or int(found) > _STRETCH:
        raise asking.Wrong(f"A whole number of per cent from 0 to {_STRETCH}, such as 50.")
    return int(found)


def _evidence(data: Answers, told: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What keeps it from being taken, and what is to be told of it that was not told yet (which counts as told then)."""
    try:
        routine = read_routine(routine_text(data).encode(), "new")
    except RoutineInvalid as invalid:
        return tuple(problem.what for problem in invalid.problems), ()
    findings = check(routine)
    held = standing(findings)
    if held:
        return tuple(f"{one.rule} {one.severity}: {one.message} {one.remedy} ({one.cited})" for one in held), ()
    news = [
        f"{one.rule} {one.severity}: {one.message} ({one.cited})"
        for one in findings
        if one.exercises and one.rule != "AD01" and f"{one.rule} {one.message}" not in told
    ]
    told |= {f"{one.rule} {one.message}" for one in findings}
    return (), (*news, "Type < to go back and change it, or leave it so.") if news else ()
