"""What is due today, and one key to start."""

from __future__ import annotations

from selfcare.cli.at_hand import NO_ROUTINE, AtHand, ask_key, attended, say
from selfcare.cli.morning import ask_morning
from selfcare.day.decide import decide
from selfcare.day.in_force import assignments
from selfcare.faces.today import not_now_lines, today_lines
from selfcare.home import paths
from selfcare.home.people import InUse
from selfcare.session.plan import How, plan_session
from selfcare.session.steps import Screening
from selfcare.text.errors import NotFound, SettingsInvalid


def command() -> None:
    """What is due today: how long it takes, what to fetch, what is held back, whom to ring."""
    at_hand = AtHand()
    day = decide(at_hand.history, at_hand.now)
    if day is None:
        known = assignments(at_hand.history)
        if not known:
            raise NotFound(NO_ROUTINE)
        say(*not_now_lines(known[-1], at_hand.today))
        return
    if day.away is None and ask_morning(day, at_hand):
        day = decide(at_hand.history, at_hand.now)
        assert day is not None
    pace, broken = _pace(at_hand)
    plan = plan_session(day.routine, day, Screening("asked"), How(slower=pace == "slower"))
    lines = today_lines(day, plan, at_hand.now.offset)
    say(*lines)
    if broken is not None:
        raise broken
    if not attended() or day.away is not None:
        return
    begin = "" if day.off else "Enter start, "
    gentler = "" if day.off else "g gentler, "
    prompt = f"{begin}d did it without the guide, {gentler}o other routine, q quit: "
    while (key := ask_key(prompt)) not in ("enter", "g", "d", "o", "q", "escape"):
        say("That key is none of them.")
    if key in ("enter", "g"):
        from selfcare.cli.commands.start import start

        start(None, screened=False, gentle=key == "g", told=lines)
    elif key == "d":
        from selfcare.cli.commands.done import command as done

        done([], [], [], None, None, None)
    elif key == "o":
        from selfcare.cli.choosing import other

        other(at_hand)


def _pace(at_hand: AtHand) -> tuple[str, SettingsInvalid | None]:
    """The pace that is set, and what is wrong with the settings: what start would refuse is told before one is on the floor.

    Without a file nothing of it is imported.
    """
    if paths.settings_file(paths.settings_folder(InUse.name)).exists():
        try:
            return at_hand.settings.pace, None
        except SettingsInvalid as invalid:
            return "normal", invalid
    return "normal", None
