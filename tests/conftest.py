"""How much is tried: 100 examples of each law of the player, 40 of reading and of counting, 25 of the others, 8 of the costly.

With `--proofs` it is 1000, 1000, 200 and 200, and the long proofs beside them say for themselves how many.

What needs a speech program is tried only with `--sound`, as CI does; a program that is not there is then a failure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

from program.warm import begin_from_nothing

if TYPE_CHECKING:
    import pytest
    from _pytest.terminal import TerminalReporter

_ROOMS = {"session": "played", "text": "counted", "adherence": "counted"}
"""Whose laws are tried more often; but `test_view.py` is about how a session is shown."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--proofs`, `--sound`, `--browser`, `--fhir`, `--postgres` and `--taplo`."""
    parser.addoption("--proofs", action="store_true", help="run the long proofs: 1000 examples of each law")
    parser.addoption("--sound", action="store_true", help="run what needs espeak-ng, and fail where it is not there")
    parser.addoption("--browser", action="store_true", help="open pages in chromium, and fail where it is not there")
    parser.addoption("--postgres", action="store_true", help="try the caseload on a PostgreSQL of our own, too")
    parser.addoption("--fhir", action="store_true", help="run two validators and a server of FHIR")
    parser.addoption("--taplo", action="store_true", help="run taplo itself, and fail where it is not there")


def pytest_configure(config: pytest.Config) -> None:
    """Say how many examples there are of each law, and whether runs of the program begin from nothing."""
    proofs = config.getoption("--proofs")
    for name, few, many in ("played", 100, 1000), ("counted", 40, 1000), ("others", 25, 200), ("costly", 8, 200):
        settings.register_profile(name, max_examples=many if proofs else few, deadline=None)
    if proofs:
        begin_from_nothing()


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Choose the number before the module is read: `@given` keeps what it finds then, and would not look again."""
    _choose(collector)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Choose it again, for the laws that a test makes while it runs."""
    _choose(item)


def _choose(node: pytest.Collector | pytest.Item) -> None:
    shown = node.path.stem == "test_view"
    settings.load_profile("others" if shown else _ROOMS.get(node.path.parent.name, "others"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long proofs, and what needs a program of its own, where they were not asked for."""
    options = {
        "browser": "--browser",
        "fhir": "--fhir",
        "postgres": "--postgres",
        "prove": "--proofs",
        "sound": "--sound",
        "taplo": "--taplo",
    }
    left_out = {name for name, option in options.items() if not config.getoption(option)}
    others = [item for item in items if any(item.get_closest_marker(name) for name in left_out)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
    # What takes longest is begun first, so that nobody waits for it at the end.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Tell the figures that the proofs kept as a property, whichever process they ran in."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(str(value))
