"""The forty rules, as the evidence lists them: codes, severities, words and sources; and a case for each."""

from __future__ import annotations

import difflib

import pytest

from rules.cases import CASES, files, load
from selfcare.routine.invalid import RoutineInvalid
from selfcare.routine.reading import read_routine
from selfcare.routine.regions import REGIONS
from selfcare.rules import places, sources
from selfcare.rules.notes import NOTES
from selfcare.rules.shelf import FAMILIES, RULES
from selfcare.rules.sources import Source

# Section 7 of the evidence: code, severity, basis (P published, D design).
LISTED = """
FR01 info P, FR02 info P, FR03 info P, FR04 warning D, FR05 info P, FR06 info P, FR07 warning D,
PR01 error D, PR02 info P, PR03 warning D, PR04 error D,
BA01 warning D, BA02 info P, BA03 warning D,
PC01 error P, PC02 warning D, PC03 info/warning P, PC04 warning P, PC05 warning D, PC06 warning D,
FL01 warning P, FL02 error D, FL03 warning D, FL04 error D,
ST01 info P,
RG01 error D, RG02 warning/error D,
CI01 error P, CI02 error D, CI03 error D, CI04 error D, CI05 warning P,
DN01 error D, DN02 warning D, DN03 error D, DN04 info P,
AD01 info P, AD02 warning D, AD03 error D,
RP01 info P
"""
EXPECTED = {
    code: (tuple(severity.split("/")), {"P": "published", "D": "design"}[basis])
    for code, severity, basis in (one.split() for one in LISTED.split(","))
}
every_rule = pytest.mark.parametrize("code", RULES)
ALL_SOURCES = [one for one in vars(sources).values() if isinstance(one, Source)]


def test_there_are_exactly_the_forty_of_the_evidence() -> None:
    """Code, severity and basis of each, in the order of the evidence."""
    assert len(EXPECTED) == 40
    assert list(RULES) == list(EXPECTED)
    assert {code: (rule.severity, rule.basis) for code, rule in RULES.items()} == EXPECTED


@every_rule
def test_a_rule_says_all_that_is_asked_of_it(code: str) -> None:
    """Title, what it looks at, message, remedy, why, strength, sources; and what it holds back if it is an error."""
    rule = RULES[code]
    for text in (rule.title, rule.looks_at, rule.message, rule.remedy, rule.why, rule.strength):
        assert text
        assert "  " not in text
    for text in (rule.message, rule.remedy, rule.why, rule.strength):
        assert text[-1] in ".]}" or text.endswith("...")
    assert rule.sources
    assert rule.family in FAMILIES
    assert bool(rule.held) == ("error" in rule.severity)
    assert "you should" not in f"{rule.message} {rule.remedy}".casefold()
    assert rule.find.__doc__
    assert rule.find.__name__ == code.lower()


def test_a_source_says_what_was_read() -> None:
    """Each names its kind and how much was read; a title that was all that was read says so in short too."""
    for source in ALL_SOURCES:
        assert source.kind
        assert "read" in source.read or source.read == sources.TITLE or source.read.startswith("second-hand")
        assert (source.read == sources.TITLE) == source.short.endswith("title only")
        assert "[mem]" not in source.whole
    used = {source.full for rule in RULES.values() for source in (*rule.sources, *rule.against)}
    assert used == {source.full for source in ALL_SOURCES}


def test_a_rule_that_rests_on_a_threshold_of_ours_says_so() -> None:
    """What is design in the list of the evidence is design here; the notes are outside the forty."""
    assert not {one.code for one in NOTES} & set(RULES)


def test_every_place_that_a_rule_names_exists() -> None:
    """A place that was renamed must not slip out of a rule."""
    names = {region.name for region in REGIONS}
    sets = {key: value for key, value in vars(places).items() if isinstance(value, frozenset)}
    assert len(sets) >= 10
    for key, value in sets.items():
        assert value <= names, key


def test_every_place_that_is_never_pressed_meets_a_rule() -> None:
    """The table of places says never, and RG01 or RG02 says it to the therapist."""
    never = {region.name for region in REGIONS if region.keep_off is not None}
    assert never == (places.VESSELS_AND_NERVES | places.THIN_COVER) - places.JOINTS


def test_each_rule_has_its_folder_and_no_other() -> None:
    """None is forgotten, and none is left over."""
    assert {one.name for one in CASES.iterdir()} == set(RULES)


@every_rule
def test_its_case_fires_it(code: str) -> None:
    """The rule speaks up, with numbers, at a place, in a severity of its own."""
    found = [one for one in load(code, "fires").findings() if one.rule == code]
    assert found
    for one in found:
        assert one.severity in RULES[code].severity
        assert one.message.endswith(RULES[code].message)
        assert len(one.message) > len(RULES[code].message) + 2
        assert one.path or code == "RP01"


@every_rule
def test_its_near_miss_does_not(code: str) -> None:
    """One or two lines are other, and the rule says nothing."""
    assert code not in {one.rule for one in load(code, "near").findings()}
    fires, near = files(code, "fires"), files(code, "near")
    assert set(fires) == set(near)
    lines = [line for name in fires for line in difflib.ndiff(fires[name].splitlines(), near[name].splitlines())]
    assert 1 <= sum(line.startswith("+ ") for line in lines) + sum(line.startswith("- ") for line in lines) <= 4


@every_rule
@pytest.mark.parametrize("name", ["fires", "near"])
def test_a_case_is_a_file_that_reading_accepts(code: str, name: str) -> None:
    """All but two: PR01 and AD03 are about files that are refused when they are read."""
    text = files(code, name)["routine.toml"].encode()
    if (code, name) in {("PR01", "fires"), ("AD03", "fires")}:
        with pytest.raises(RoutineInvalid):
            read_routine(text, code)
    else:
        read_routine(text, code)


@every_rule
def test_a_rule_that_needs_more_than_the_routine_has_a_folder(code: str) -> None:
    """What a rule needs stands beside its case."""
    names = set(files(code, "fires"))
    assert ("health.toml" in names) == ("health" in RULES[code].needs)
    assert ("facts.jsonl" in names) == ("facts" in RULES[code].needs)
