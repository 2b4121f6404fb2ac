from __future__ import annotations

import pytest

from selfcare.text import errors


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.UsageRefused, 2),
        (errors.RoutineRefused, 65),
        (errors.NotFound, 66),
        (errors.HeldBack, 69),
        (errors.OurFault, 70),
        (errors.LogUnreadable, 74),
        (errors.SettingsInvalid, 78),
    ],
)
def test_each_error_has_its_stable_code(
    kind: type[errors.SelfcareError], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error carries its sentence and its exit code, and prints nothing."""
    error = kind("No routine is called evening-hips.")
    assert error.exit_code == code
    assert error.sentence == str(error) == "No routine is called evening-hips."
    assert capsys.readouterr() == ("", "")


def test_every_kind_is_listed_and_codes_differ() -> None:
    """No two kinds share an exit code, and none of them means success."""
    codes = [kind.exit_code for kind in errors.SelfcareError.__subclasses__()]
    assert len(set(codes)) == len(codes) == 7
    assert 0 not in codes
