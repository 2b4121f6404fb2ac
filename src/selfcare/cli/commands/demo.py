"""One minute without a device: sound, distance and keys. Nothing is logged."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, attended, say
from selfcare.cli.hearing import ask_hearing
from selfcare.cli.rehearse import try_out
from selfcare.cli.stage import FACE_HELP, Stage, face_said
from selfcare.session.demo import demo_plan


def command(face: str | None = typer.Option(None, "--face", help=FACE_HELP)) -> None:
    """One minute, no device, never logged: whether you hear it, see it and find the keys from where you will lie."""
    wanted = face_said(face)
    settings = AtHand().settings
    say("A minute to try it, without any device. Nothing of it is logged.")
    with Stage(settings, wanted, attended=attended(), mark="Demo, never logged") as stage:
        ask_hearing(stage)
        played = try_out(demo_plan(), stage)
    if played.signal is not None:
        raise typer.Exit(128 + played.signal)
    say("That was the demo. Your own session: selfcare start")
