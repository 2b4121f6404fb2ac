"""`new`: few questions, each with what Enter takes; a file that passes `check`; nothing overwritten, nothing half written."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import selfcare
from program.real import Program, ran
from selfcare.cli.running import run
from selfcare.desk import asking, doses
from selfcare.desk.asking import Question, Wrong
from selfcare.desk.doses import JOTTED
from selfcare.desk.interview import HINTS, interview, particulars
from selfcare.desk.schema import DIRECTIVE
from selfcare.desk.writing import MADE_UP, filled, inline, plain_id, routine_text
from selfcare.routine.devices import device_names, find_device
from selfcare.routine.reading import read_routine
from selfcare.routine.regions import REGIONS, find_region
from selfcare.rules import check, standing
from selfcare.rules.shelf import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from selfcare.routine.model import Routine

TODAY = dt.date(2026, 11, 25)
TEMPLATES = sorted((Path(selfcare.__path__[0]) / "templates").glob("*.toml"))
every_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
EVERYBODY = {
    "The patient's code": "P014",
    "You, and what you are": "Anna Berg, physiotherapist",
    "Your phone": "555 0134",
    "Where": "calf",
}
PARTICULARS = [
    "--patient",
    "P7",
    "--by",
    "Jo, physio",
    "--phone",
    "555 1",
    "--emergency",
    "911",
    "--start",
    "2026-12-01",
]


def answered(
    typed: Callable[[Question], Iterable[str]], most: int = 400
) -> tuple[dict[str, Any], list[Question], list[str]]:
    """The answers of an interview, its questions and the sentences of wrong answers; `typed` gives the words in turn."""
    talk = interview(TODAY, {})
    asked: list[Question] = []
    wrong: list[str] = []
    question = next(talk)
    try:
        for _ in range(most):
            asked.append(question)
            question = talk.send(_answer(question, typed(question), wrong))
    except StopIteration as end:
        return end.value, asked, wrong
    raise AssertionError(asked[-1])


def _answer(question: Question, words: Iterable[str], wrong: list[str]) -> Any:
    for one in words:
        try:
            return question.read(one) if one else None
        except Wrong as no:
            wrong.append(no.sentence)
    raise AssertionError(question.prompt)


def with_enter(question: Question) -> Iterable[str]:
    """What is needed, and Enter for everything else."""
    return [question.default or EVERYBODY.get(question.prompt, "")]


def typing(**words: str) -> Callable[[Question], Iterable[str]]:
    """Enter for all questions but those that begin so."""

    def typed(question: Question) -> Iterable[str]:
        own = next((text for start, text in words.items() if question.prompt.startswith(start.replace("_", " "))), None)
        return [own] if own is not None else with_enter(question)

    return typed


def written(data: dict[str, Any]) -> Routine:
    """The routine of its text, in which no error of the evidence stands."""
    routine = read_routine(routine_text(data).encode(), "new.toml")
    assert standing(check(routine)) == ()
    return routine


def test_enter_all_along_gives_a_routine_without_a_finding() -> None:
    """Four things must be typed; the rest Enter takes, and no rule has anything to say of it."""
    data, asked, _ = answered(with_enter)
    routine = written(data)
    assert check(routine) == ()
    assert [one.prompt for one in asked if one.default is None] == list(EVERYBODY)
    assert len(asked) <= 17
    assert (routine.patient, routine.start, routine.therapist) == ("P014", TODAY, "Anna Berg")
    assert routine.exercise[0].name == "Calf"
    assert routine.stop.worse_next_morning
    assert routine.needling.keep_off == "24h"


@pytest.mark.parametrize("device", device_names())
def test_what_is_proposed_for_each_device_meets_no_warning(device: str) -> None:
    """Enter at the dose is within what the rules say, on both sides, with something less for a bad day."""
    data, asked, _ = answered(typing(With_what=device, Where="ankle" if device == "floss band" else "calf"))
    assert check(written(data)) == ()
    jotted = next(one for one in asked if one.prompt == "Dose")
    assert (jotted.default, jotted.before) == (JOTTED[device].proposed, (JOTTED[device].hint,))
    assert "gentler" in data["exercise"][0]


def test_every_question_tells_what_enter_takes_and_more() -> None:
    """A default is an answer to its own question, `?` has something to say, and a prompt fits into 80 columns."""
    _, asked, _ = answered(with_enter)
    for question in asked:
        if question.default:
            question.read(question.default)
        assert question.more
        assert len(f"{question.prompt} [{question.default or 'leave it out'}]: ") < 80
        assert all(len(line) < 80 for line in (*question.before, *question.more.splitlines()))


HINTED = {**{one.hint: one.rules for one in JOTTED.values()}, **HINTS}


@pytest.mark.parametrize("hint", HINTED)
def test_a_hint_is_drawn_from_its_rules(hint: str) -> None:
    """It cites what they cite, says no number that they do not say, and takes one line."""
    rules = [RULES[code] for code in HINTED[hint]]
    said = " ".join(f"{one.title} {one.looks_at} {one.message} {one.why} {one.strength} {one.cited}" for one in rules)
    cited = re.search(r"\(((?:[A-Z][\w ]+; )*[A-Z][\w ]+)\)\.$", hint)
    assert cited, hint
    assert all(one in said for one in cited[1].split("; "))
    words = said.replace("Two minutes", "2 minutes").replace("two minutes", "2 minutes")
    assert set(re.findall(r"\d+", hint)) <= set(re.findall(r"\d+", words))
    assert len(hint) < 80


DOSES: tuple[tuple[str, str, dict[str, dict[str, float]]], ...] = (
    ("foam roller", "3 x 60 s, 3 s a stroke", {"roll": {"time": 60, "sets": 3, "stroke": 3}}),
    ("foam roller", "3x1min", {"roll": {"time": 60, "sets": 3}}),
    ("foam roller", "2 sets of 1.5 minutes, 2.5 s each way", {"roll": {"time": 90, "sets": 2, "stroke": 2.5}}),
    ("foam roller", "45", {"roll": {"time": 45, "sets": 1}}),
    ("foam roller", "60 s, 3 times", {"roll": {"time": 60, "sets": 3}}),
    ("foam roller", "hold 90 s", {"hold": {"time": 90}}),
    ("massage ball", "5 x 10 s, 5 s off", {"hold": {"time": 10, "release": 5, "times": 5}}),
    ("massage ball", "Hold 10 s, let go 5 s, 5 times", {"hold": {"time": 10, "release": 5, "times": 5}}),
    ("massage ball", "2 sets of 5 x 10 s, 5 s off", {"hold": {"time": 10, "release": 5, "times": 5, "sets": 2}}),
    ("massage ball", "until it has faded, 90 s at most", {"until_faded": {"ceiling": 90}}),
    ("percussion massager", "1 x 2 min", {"move": {"time": 120, "sets": 1}}),
    ("stretch band", "3 x 10 reps", {"reps": {"times": 10, "sets": 3}}),
    ("stretch band", "3 sets of 10 times at their own pace", {"reps": {"times": 10, "sets": 3}}),
    ("stretch band", "2 x 30 s, 10 s off", {"hold": {"time": 30, "release": 10, "times": 2}}),
)


@pytest.mark.parametrize(("device", "words", "made"), DOSES)
def test_a_dose_is_read_as_therapists_jot_it_down(device: str, words: str, made: dict[str, Any]) -> None:
    """Sets, seconds, minutes, strokes and letting go."""
    found = find_device(device)
    assert found
    assert doses.dose(found)(words) == made


@pytest.mark.parametrize(
    ("device", "words"),
    [
        ("foam roller", "a while"),
        ("foam roller", "0 s"),
        ("massage ball", "3 x 1 h 30"),
        ("foam roller", "3 x 60 s, 3 s, 4 s"),
        ("foam roller", "2 x 3 x 60"),
        ("foam roller", "3 x 10 reps"),
        ("floss band", "until faded"),
        ("stretch band", "roll 60 s"),
    ],
)
def test_a_dose_that_may_mean_anything_is_asked_again(device: str, words: str) -> None:
    """Too few numbers, or more than it has places for, or a dose that the device does not take; with an example."""
    found = find_device(device)
    assert found
    with pytest.raises(Wrong, match=re.escape(JOTTED[device].proposed)):
        doses.dose(found)(words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2 x 40 min", "1 to 1800 seconds"),
        ("60 x 60 s", "1 to 50 sets"),
        ("2 x 2.5 s", "whole"),
        ("60 s, 60 s a stroke", "0.5"),
    ],
)
def test_a_slip_of_the_finger_is_caught_at_the_dose(words: str, said: str) -> None:
    """The bounds of the format, in words."""
    roller = find_device("foam roller")
    assert roller
    with pytest.raises(Wrong, match=re.escape(said)):
        doses.dose(roller)(words)


def test_less_on_a_bad_day_is_less() -> None:
    """Fewer sets, holds or seconds, left out, or the same; nothing that is more, or that the dose does not have."""
    hold = {"time": 20, "release": 5, "times": 3}
    assert doses.less("1 time", "hold", hold) == {"times": 1}
    assert doses.less("10", "hold", hold) == {"time": 10}
    assert doses.less("leave it out", "hold", hold) == "skip"
    assert doses.less("the same", "hold", hold) is None
    assert doses.less("1 min", "roll", {"time": 90, "sets": 1}) == {"time": 60}
    for words in ("4 times", "1 set", "30 s", "0 s", "less", "2 x 10 s"):
        with pytest.raises(Wrong):
            doses.less(words, "hold", hold)


WRONG: tuple[tuple[Callable[[str], Any], str, str], ...] = (
    (asking.code, "Mrs Holm", "Never a name"),
    (asking.by, ", physiotherapist", "Begin with your name"),
    (asking.number_to_ring, "ring me", "with its digits"),
    (asking.day(TODAY), "soonish", "no day"),
    (asking.device, "rollr", "Did you mean roller"),
    (asking.device, "band", "not used alike"),
    (asking.region, "knee pit", "I know no place"),
    (asking.region, "back of the knee", "Vessels and nerves"),
    (asking.discomfort, "5 3", "3 5?"),
    (asking.discomfort, "11", "from 0 to 10"),
    (asking.how_often, "2", "a day or a week"),
    (asking.how_often, "100 a day", "a day or a week"),
    (asking.how_often, "twice a day in week 1, then once a day", "Phases by weeks"),
    (asking.how_often, "every 2 days", "a day or a week"),
    (asking.how_often, "every other day", "a day or a week"),
    (asking.yes, "perhaps", "y for yes"),
    (asking.text, "x" * 401, "400"),
)


@pytest.mark.parametrize(("read", "words", "said"), WRONG)
def test_a_wrong_answer_gets_one_sentence(read: Callable[[str], Any], words: str, said: str) -> None:
    """It says what would be right."""
    with pytest.raises(Wrong) as wrong:
        read(words)
    assert said in wrong.value.sentence


def test_answers_are_read_as_people_give_them() -> None:
    """Numbers of a list, other names, weekdays ahead, words for numbers."""
    assert asking.device("2").name == "foam roller"
    assert asking.device("massage gun").name == "percussion massager"
    assert asking.region("Upper Trapezius").name == "top of the shoulder"
    assert asking.day(TODAY)("mon") == dt.date(2026, 11, 30)
    assert asking.how_often("Twice a day") == {"per_day": 2}
    assert asking.how_often("three times a week") == {"per_week": 3}
    for words in ("daily", "every day", "once", "1x/day", "one a day", "once per day"):
        assert asking.how_often(words) == {"per_day": 1}, words
    assert asking.how_often("10 a week") == {"per_week": 10, "per_day": 2}
    assert asking.discomfort("3/5") == {"aim": 3, "max": 5}
    assert asking.discomfort("4") == {"max": 4}
    calf, neck = find_region("calf"), find_region("neck")
    assert calf
    assert neck
    assert asking.side(calf)("both") == "each"
    assert asking.side(neck)("middle") == "middle"
    with pytest.raises(Wrong):
        asking.side(calf)("middle")


def test_what_the_evidence_holds_back_is_asked_again_and_what_it_warns_of_is_told() -> None:
    """A floss band for 4 minutes is not taken (FL02); two and a half are, and FL01 speaks up before the next question."""
    times = iter(["4 min", "150 s"])

    def typed(question: Question) -> Iterable[str]:
        if question.prompt == "Dose":
            return [next(times)]
        return typing(With_what="floss band", Where="ankle")(question)

    data, asked, _ = answered(typed)
    told = [line for question in asked for line in question.before]
    assert any(line.startswith("FL02 error") for line in told)
    assert any(line.startswith("FL01 warning") for line in told)
    assert next(iter(written(data).exercise)).dose.sets == 1
    assert next(one.rule for one in check(written(data))) == "FL01"


REGION_NAMES = [region.name for region in REGIONS]
ANYTHING = st.sampled_from(
    [
        *(
            "1",
            "2",
            "3",
            "4",
            "5",
            "calf",
            "ankle",
            "neck",
            "back of the knee",
            "belly",
            "each",
            "left",
            "middle",
            "y",
            "n",
        ),
        *("0 10", "7 8", "5 9", "2", "1 x 60 s", "3 x 5 min, 1 s", "hold 120 s", "3 x 10 reps", "until faded, 100 s"),
        *(
            "30 min",
            "1 s",
            "skip",
            "same",
            "1 set",
            "3 a week",
            "tomorrow",
            "200",
            '"',
            "\\",
            "\x1b[2J",
            "\u202e",
            "é = [",
            "#",
        ),
        *REGION_NAMES,
    ]
)


@given(st.data())
def test_whatever_is_typed_the_file_passes(data: st.DataObject) -> None:
    """No answers lead to a file that `check` refuses or that the evidence holds back."""
    count = 0

    def typed(question: Question) -> Iterable[str]:
        nonlocal count
        count += 1
        words = [data.draw(ANYTHING) for _ in range(2)] if count < 40 else []
        words = ["n"] if question.prompt.startswith("Another") and count > 30 else words
        return [*words, question.default or EVERYBODY.get(question.prompt, "")]

    found, _, _ = answered(typed)
    written(found)


def test_the_file_is_clean_and_commented() -> None:
    """The schema first, a reason behind each number that we chose, and a line to fill for what was left out."""
    data, _, _ = answered(with_enter)
    text = routine_text(data)
    lines = text.splitlines()
    assert lines[0] == DIRECTIVE
    assert text.endswith("\n")
    assert all(line == line.rstrip() and len(line) <= 120 for line in lines)
    for key in (
        "get_ready",
        "change_side",
        "change_place",
        "rest",
        "discomfort",
        "keep_off",
        "above_max",
        "worse_next_morning",
    ):
        line = next(line for line in lines if line.startswith(f"{key} ="))
        assert re.search(r"# .*(design|20\d\d)", line), line
    assert '# say = "..."' in lines
    assert any(line.startswith("# screened") for line in lines)


@given(st.text(min_size=1, max_size=40))
def test_any_text_comes_back_as_it_was(words: str) -> None:
    """Values go through tomli-w: quotes, backslashes and line ends too."""
    value = {"a": words, "b": [1, words], "c": {"d": 2.5, "e": True}}
    assert tomllib.loads(f"v = {inline(value)}")["v"] == value


def test_ids_are_plain_and_unlike_each_other() -> None:
    """Small letters, digits and hyphens, whatever the title."""
    assert plain_id("Front of the thigh", set()) == "front-of-the-thigh"
    assert plain_id("Calf", {"calf", "calf-2"}) == "calf-3"
    assert plain_id("\u00fc!", set()) == "routine"


@every_template
def test_a_template_meets_no_finding(path: Path) -> None:
    """What ships is read without a problem, and no rule has anything to say of it; what is made up in it says so."""
    text = path.read_text("utf-8")
    routine = read_routine(text.encode(), path.name)
    assert check(routine) == ()
    assert routine.id == path.stem
    for key in ("patient", "by", "goal", "contact"):
        assert MADE_UP in next(line for line in text.splitlines() if line.startswith(f"{key} = "))


def test_the_templates_cover_every_device() -> None:
    """Each device has a template to start from."""
    routines = [read_routine(path.read_bytes(), path.name) for path in TEMPLATES]
    assert {one.device for routine in routines for one in routine.exercise} == set(device_names())


@every_template
def test_a_template_takes_the_particulars_and_keeps_the_rest(path: Path) -> None:
    """Only the values that were given change, and they are no longer made up; a goal that is left out goes."""
    text = path.read_text("utf-8")
    values: dict[tuple[str | int, ...], Any] = {
        ("patient",): 'P"1',
        ("by",): "Jo, physio",
        ("contact", "phone"): "1 2",
        ("contact", "emergency"): "999",
        ("start",): TODAY,
        ("goal",): None,
    }
    made = filled(text, values)
    before, after = tomllib.loads(text), tomllib.loads(made)
    assert MADE_UP not in made
    del before["goal"]
    assert after == {
        **before,
        "patient": 'P"1',
        "by": "Jo, physio",
        "contact": {"phone": "1 2", "emergency": "999"},
        "start": TODAY,
    }
    assert len(made.splitlines()) == len(text.splitlines()) - 1


def test_the_templates_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with a line of words."""
    assert run(["new", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[: len(TEMPLATES)]] == [path.stem for path in TEMPLATES]
    assert all(len(line) < 80 for line in lines)


def test_without_a_terminal_it_takes_a_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All particulars on the command line: nothing is made up. None: it is told what still is. Then `check` passes."""
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    assert run(["new", str(one), "--from", "foam-roller-thigh", *PARTICULARS, "--goal", "Walk"]) == 0
    assert "made up" not in capsys.readouterr().out
    routine = read_routine(one.read_bytes(), "one.toml")
    assert (routine.patient, routine.start, routine.contact.phone) == ("P7", dt.date(2026, 12, 1), "555 1")
    assert run(["new", str(other), "--from", "foam-roller-thigh"]) == 0
    assert "Still made up in it: patient, by, goal, contact." in capsys.readouterr().out
    assert run(["check", str(one), str(other)]) == 0
    assert run(["handout", str(other), "--output", str(tmp_path / "page.html")]) == 0
    assert "Still made up in it: patient, by, goal, contact." in capsys.readouterr().out


def test_what_it_refuses_it_does_not_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is taken, a folder that is not there, no terminal, no such template, a wrong particular: a sentence."""
    taken = tmp_path / "taken.toml"
    taken.write_text("mine")
    refusals = (
        (["new", str(taken), "--from", "foam-roller-thigh"], 2, "It stays as it is"),
        (["new", str(tmp_path / "no" / "a.toml"), "--from", "foam-roller-thigh"], 66, "There is no folder"),
        (["new", str(tmp_path / "a.toml")], 2, "selfcare new --from NAME"),
        (["new", "--from", "foam-roller-thigh"], 2, "Name the file"),
        (["new", str(tmp_path / "a.toml"), "--from", "foam-roller-thig"], 66, "Did you mean foam-roller-thigh?"),
        (["new", str(tmp_path / "a.toml"), "--from", "foam-roller-thigh", "--patient", "Mrs Holm"], 2, "Never a name"),
    )
    for words, code, said in refusals:
        assert run(words) == code, words
        assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["taken.toml"]
    assert taken.read_text() == "mine"


def heard(program: Program, words: str) -> None:
    """Wait for these words; three dots are any, over several lines too."""
    program.hears(words.replace("...", "[\\s\\S]*?"))


def test_at_a_terminal_with_mistakes(tmp_path: Path) -> None:
    """A name for a code, a question mark, a step back, a place that is never pressed; then a file that `check` takes."""
    home, file = tmp_path / "home", tmp_path / "calf.toml"
    with Program(home, "new", str(file)) as program:
        for words, keys in (
            ("code \\[needed\\]: ", "Mrs Holm\n"),
            ("Never a name. ...: ", "P014\n"),
            ("you are \\[needed\\]: ", "\n"),
            ("needed. ...: ", "?\n"),
            ("As the patient sees it...\\[needed\\]: ", "Anna Berg, physiotherapist\n"),
            ("phone \\[needed\\]: ", "<\n"),
            ("you are \\[needed\\]: ", "Anna Berg, PT\n"),
            ("phone \\[needed\\]: ", "555 0134\n"),
            ("\\[112\\]: ", "\n"),
            ("First day \\[...\\]: ", "\n"),
            ("able to do again \\[leave it out\\]: ", "\n"),
            ("work at, and at most \\[3 5\\]: ", "\n"),
            ("number or name \\[foam roller\\]: ", "ball\n"),
            ("Where \\[needed\\]: ", "groin\n"),
            ("Another place, please. ...: ", "calf\n"),
            ("Side: ...: ", "left\n"),
            ("Wilke 2018...Dose \\[...\\]: ", "2 x 30 s, 5 s off\n"),
            ("That is: hold 30 seconds, let go 5 seconds, 2 times on the left. ...\\[1 time\\]: ", "\n"),
            ("What to do...: ", "\n"),
            ("What to avoid...: ", "Not behind the knee\n"),
            ("y or n \\[n\\]: ", "\n"),
            ("How often...: ", "3 a week\n"),
            ("3 times a week, on days that you choose. ...calls the routine \\[Calf\\]: ", "\n"),
        ):
            heard(program, words)
            program.types(keys)
        heard(program, "Written: ...calf.toml")
        program.hears("no rule of the evidence speaks up")
        assert program.ends() == 0
    routine = read_routine(file.read_bytes(), "calf.toml")
    assert (routine.by, routine.exercise[0].avoid) == ("Anna Berg, PT", "Not behind the knee")
    assert ran(home, "check", str(file)).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["calf.toml"]


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 2)], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_ends_it_leaves_nothing(tmp_path: Path, key: str, code: int) -> None:
    """Between two questions: it says that nothing was written, and that is so."""
    with Program(tmp_path / "home", "new", str(tmp_path / "calf.toml")) as program:
        program.hears("code \\[needed\\]: ")
        program.types("P014\n")
        program.hears("you are \\[needed\\]: ")
        # Python misses a Ctrl-C that comes in the very moment in which a prompt appears, until the next key.
        tries = 0
        while "Nothing was written." not in program.heard and tries < 10:
            program.types(key)
            program.listens(500)
            tries += 1
        assert "Nothing was written." in program.heard
        assert program.ends() == code
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_costs_no_answer(tmp_path: Path) -> None:
    """Something came there while the questions were asked: another name is asked for, and what came stays."""
    file = tmp_path / "calf.toml"
    with Program(tmp_path / "home", "new", str(file), "--from", "massage-ball-calf", *PARTICULARS) as program:
        program.hears("able to do again \\[leave it out\\]: ")
        file.write_text("mine")
        program.types("\n")
        heard(program, "It stays as it is; ...Save as \\[calf.toml\\]: ")
        program.types(f"{tmp_path / 'other'}\n")
        heard(program, "Written: ...other.toml")
        assert program.ends() == 0
    assert file.read_text() == "mine"
    assert (tmp_path / "other.toml").exists()


def test_the_particulars_are_those_of_the_command_line() -> None:
    """Each question of the person may be answered by an option of its own, and no other."""
    assert list(particulars(TODAY)) == ["patient", "by", "phone", "emergency", "start", "goal"]
