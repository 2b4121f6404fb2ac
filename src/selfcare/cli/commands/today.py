"""What is due today, and one key to start."""

from __future__ import annotations

from selfcare.cli.at_hand import NO_ROUTINE, AtHand, ask_key, attended, say
from selfcare.day.decide import decide
from selfcare.day.in_force import assignments
from selfcare.faces.today import not_now_lines, today_lines
from selfcare.home import paths
from selfcare.session.plan import plan_session
from selfcare.session.steps import Screening
from selfcare.text.errors import NotFound


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
    plan = plan_session(day.routine, day, Screening("asked"))
    say(*today_lines(day, plan, at_hand.now.offset))
    if paths.settings_file(paths.settings_folder()).exists():
        _ = at_hand.settings  # what start would refuse is told today, and not first when one is on the floor
    if not attended():
        return
    key = ask_key("Enter start, d did it without the guide, g gentler, o other, q quit: ")
    if key in ("enter", "g"):
        from selfcare.cli.commands.start import start

        start(None, screened=False, gentle=key == "g", introduced=key == "enter")
    elif key == "d":
        from selfcare.cli.commands.done import command as done

        done([], [], None)
    elif key == "o":
        from selfcare.cli.choosing import other

        other(at_hand)
