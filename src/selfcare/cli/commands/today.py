"""What is due today, and one key to start."""

from __future__ import annotations

from selfcare.cli.at_hand import AtHand, ask_key, attended, say
from selfcare.day.decide import decide
from selfcare.faces.today import today_lines
from selfcare.session.plan import plan_session
from selfcare.session.steps import Screening


def command() -> None:
    """What is due today: how long it takes, what to fetch, what is held back, whom to ring."""
    at_hand = AtHand()
    current = at_hand.assignment()
    day = decide(at_hand.history, at_hand.now)
    assert day is not None  # an assignment is in force
    plan = plan_session(current.routine, day, Screening("asked"))
    say(*today_lines(day, plan, at_hand.now.offset))
    if not attended():
        return
    key = ask_key("Enter start, d did it without the guide, g gentler, o other, q quit: ")
    if key in ("enter", "g"):
        from selfcare.cli.commands.start import start

        start(None, screened=False, gentle=key == "g")
    elif key == "d":
        from selfcare.cli.commands.done import command as done

        done([], [], None)
    elif key == "o":
        from selfcare.cli.choosing import other

        other(at_hand)
