"""The page itself: HTML out of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.faces.handout import wording
from selfcare.faces.handout.deciding import decided, held
from selfcare.faces.handout.stopping import breathing, hands_off, needled, stops
from selfcare.faces.handout.style import STYLE
from selfcare.faces.html import POLICY, Html, text
from selfcare.faces.words import date
from selfcare.pictures.body import shapes, view_for
from selfcare.pictures.svg import body_svg
from selfcare.routine.devices import find_device
from selfcare.routine.regions import find_region
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.routine.devices import Device
    from selfcare.routine.model import Discomfort, Exercise, Routine

MARK: Final = '<meta name="generator" content="selfcare handout">'
"""By which we know a page of ours."""
_WIDTH: Final = 96
_SCALE: Final = range(11)


def handout(routine: Routine) -> str:
    """The whole page."""
    body = [
        _header(routine),
        _held(routine),
        _words(routine),
        _needled(routine),
        _how_often(routine),
        _exercises(routine),
        _pair(_bad_day(routine), _needles(routine)),
        _stop(routine),
        _days_off(routine),
        _decided(routine),
        _footer(routine),
    ]
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{text(routine.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            MARK,
            POLICY,
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{text(routine.title)} ({text(routine.patient)})</title>",
            f"<style>\n{STYLE}\n</style>",
            "</head>",
            "<body>",
            "<main>",
            *(part for part in body if part),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _header(routine: Routine) -> Html:
    contact = routine.contact
    until = f", to {wording.day(routine.end)}" if routine.end else ""
    revision = f" · Revision {routine.revision}" if routine.revision is not None else ""
    goal = f'<p class="goal">Your goal: <b>{text(routine.goal)}</b></p>' if routine.goal else ""
    hours = f'<dd class="hours">{text(contact.hours)}</dd>' if contact.hours else ""
    return Html(
        f"<header>\n<div>\n<h1>{text(routine.title)}</h1>\n"
        f'<p class="who">For {text(routine.patient)}, from {text(routine.by)}{text(revision)}<br>'
        f"From {text(wording.day(routine.start))}{text(until)}</p>\n{goal}\n</div>\n"
        f'<dl class="ring">\n<dt>Ring {text(routine.therapist)}</dt>\n<dd>{text(contact.phone)}</dd>{hours}\n'
        f'<dt>Emergency</dt>\n<dd class="alarm">{text(contact.emergency)}</dd>\n</dl>\n</header>'
    )


def _words(routine: Routine) -> Html:
    return _said(routine, routine.words)


def _said(routine: Routine, words: str | None) -> Html:
    """The therapist's own words, under the name."""
    return Html(f'<p class="said"><b>{text(routine.therapist)} says:</b> {text(words)}</p>' if words else "")


def _how_often(routine: Routine) -> Html:
    lines = wording.schedule(routine)
    if routine.min_gap:
        lines.append(f"At least {wording.waiting(routine.min_gap)} from the beginning of one session to the next.")
    fetch = [f"{_upper(device.fetch)}. {device.hint}" for device in _devices(routine)]
    return _pair(_section("How often", _list(lines)), _section("What you need", _list(fetch)))


def _devices(routine: Routine) -> list[Device]:
    found = (find_device(one.device) for one in routine.exercise)
    return list({device.name: device for device in found if device}.values())


def _exercises(routine: Routine) -> Html:
    cards = [_card(number, one, routine) for number, one in enumerate(routine.exercise, 1)]
    scale = "How hard: discomfort while pressing, 0 none to 10 cannot bear it. What is struck out is too much."
    return Html(f"<section>\n<h2>What to do</h2>\n<p>{text(scale)}</p>\n" + "\n".join(cards) + "\n</section>")


def _card(number: int, exercise: Exercise, routine: Routine) -> Html:
    level = exercise.discomfort or routine.defaults.discomfort
    assert level is not None  # reading refuses an exercise without a max
    said = wording.dose(exercise.dose, exercise.side)
    rows = [
        ("When", wording.weeks(exercise.weeks, routine.start) if exercise.weeks else None),
        ("With", _with(exercise)),
        ("Point", exercise.spot),
        ("To do", exercise.say),
        ("Avoid", exercise.avoid),
        ("Rest", wording.rest(exercise, routine)),
        ("Bad day", wording.gentler(exercise, routine)),
        ("For", exercise.purpose),
    ]
    told = "\n".join(f"<dt>{text(name)}</dt><dd>{text(_upper(value))}</dd>" for name, value in rows if value)
    return Html(
        f'<article class="card">\n<div class="figure">{_figure(number, exercise)}</div>\n<div>\n'
        f'<h3><span class="number">{number}</span>{text(_upper(exercise.name))}</h3>\n'
        f'<p class="dose">{text(_upper(said))}</p>\n'
        f"<dl>\n{told}\n<dt>How hard</dt><dd>{text(wording.how_hard(level))}{_scale(level)}</dd>\n</dl>\n</div>\n</article>"
    )


def _with(exercise: Exercise) -> str:
    """The device as it is set, and the place: "percussion massager (speed: level 2), on the calf, left"."""
    device = find_device(exercise.device)
    named = (("head", exercise.head), ("speed", exercise.speed))
    how = ", ".join(f"{name}: {value}" for name, value in named if value)
    drawn = wording.stretch(exercise)
    name = device.name if device else exercise.device
    return f"{name}{f' ({how})' if how else ''}{f', {drawn}' if drawn else ''}; {_where(exercise)}"


def _where(exercise: Exercise) -> str:
    region = find_region(exercise.region)
    place = region.name if region else exercise.region
    side = {"each": ", left and right", "left": ", left", "right": ", right", "middle": ""}[exercise.side]
    return f"{place}{side}"


def _figure(number: int, exercise: Exercise) -> Html:
    """The body from where the place is seen, with the place lit; nothing where no place is known."""
    view = view_for(exercise.region)
    side = "both" if exercise.side == "each" else exercise.side
    if not shapes(exercise.region, side, view):
        return Html("")
    lit = frozenset({(exercise.region, side)})
    title = f"Exercise {number}, the body from the {view}: {visible(_where(exercise))}"
    return Html(body_svg(view, lit, None, width=_WIDTH, title=title))


def _scale(level: Discomfort) -> Html:
    """0 to 10 in a row: what to work at, the most, and all above it struck out. Not read aloud: the words say the same."""
    cells = []
    for score in _SCALE:
        mark = "max" if score == level.max else "aim" if score == level.aim else "over" if score > level.max else ""
        cells.append(f'<span class="{mark}">{score}</span>' if mark else f"<span>{score}</span>")
    return Html(f'<div class="scale" aria-hidden="true">{"".join(cells)}</div>')


def _bad_day(routine: Routine) -> Html:
    above, worse = routine.stop.above_max, routine.stop.worse_next_morning
    then = "end that exercise" if above.then == "end exercise" else "end for today"
    lines = [
        f"More discomfort than the highest number: ease off first. A second time: {then}."
        if above.ease_off_first
        else f"More discomfort than the highest number: {then}."
    ]
    if worse:
        rather = "do what stands under “Bad day”" if worse.then == "gentler" else "rest that day"
        points = "1 point" if worse.by == 1 else f"{worse.by} points"
        lines.append(f"Sorer the next morning, at rest, by {points} or more of 10: {rather}.")
    lines.append("Missed one? Leave it. Nothing is made up for.")
    return _section("If it is too much", _list(lines))


def _stop(routine: Routine) -> Html:
    levels = []
    for one in stops(routine):
        alarm = " alarm" if one.word in ("EMERGENCY", "TODAY") else ""
        levels.append(
            f'<div class="level{alarm}">\n<h3><b>{text(one.word)}</b> {text(one.act)}</h3>\n{_list(one.signs)}\n</div>'
        )
    devices = _devices(routine)
    bands = [device for device in devices if device.load == "stays on"]
    off = "Come off first." if not bands else "Take the band off first."
    if bands and len(bands) < len(devices):
        off = "A floss band: take it off first. Anything else: come off first."
    return Html(
        '<section class="stop">\n<h2>When to stop, and whom to ring</h2>\n'
        f'<p class="first">{text(off)} The clock can wait.</p>\n'
        '<div class="levels">\n' + "\n".join(levels) + f"\n</div>\n{_said(routine, routine.stop.words)}\n</section>"
    )


def _needled(routine: Routine) -> Html:
    """What was needled last stands before everything that is done."""
    lines = "\n".join(f"<p>{text(line)}</p>" for line in needled(routine))
    return Html(f'<div class="fresh">\n{lines}\n</div>' if lines else "")


def _needles(routine: Routine) -> Html:
    return _section("After needles", _list([hands_off(routine), breathing(routine)]))


def _days_off(routine: Routine) -> Html:
    if not routine.holds:
        return Html("")
    lines = []
    for hold in routine.holds:
        if hold.end is None:
            span = f"From {wording.day(hold.start)} on, until you hear from {routine.therapist}"
        elif hold.end == hold.start:
            span = wording.day(hold.start)
        else:
            span = f"{date(hold.start)} to {wording.day(hold.end)}"
        lines.append(f"{span}: {hold.why}")
    return _section("Days off", _list(lines))


def _held(routine: Routine) -> Html:
    """A page that tells what to do must not hide that the program will not let it be done."""
    lines = "\n".join(f"<p>{text(line)}</p>" for line in held(routine))
    return Html(f'<div class="fresh">\n{lines}\n</div>' if lines else "")


def _decided(routine: Routine) -> Html:
    lines = decided(routine)
    return _section(f"What {routine.therapist} decided against the usual advice", _list(lines)) if lines else Html("")


def _footer(routine: Routine) -> Html:
    return Html(
        f"<footer>{text(routine.therapist)} decides what is done, and whether. In doubt: stop, and ring. "
        f"(Routine {text(routine.id)}, selfcare)</footer>"
    )


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _section(heading: str, inner: Html) -> Html:
    return Html(f"<section>\n<h2>{text(heading)}</h2>\n{inner}\n</section>")


def _pair(left: Html, right: Html) -> Html:
    """Two sections side by side, where the paper is wide enough."""
    return Html(f'<div class="pair">\n{left}\n{right}\n</div>')


def _list(lines: Iterable[str]) -> Html:
    return Html("<ul>\n" + "\n".join(f"<li>{text(line)}</li>" for line in lines) + "\n</ul>")
