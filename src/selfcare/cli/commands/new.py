"""Write a routine."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from selfcare.cli.at_hand import AtHand, attended, say
from selfcare.cli.evidence import at_the_desk, counted
from selfcare.cli.interviewing import ask_again, interviewed
from selfcare.desk.asking import Question, Wrong
from selfcare.desk.interview import interview, particulars, person
from selfcare.desk.schema import FILE_NAME
from selfcare.desk.writing import filled, made_up, plain_id, routine_text, sealed_for
from selfcare.home.clock import now
from selfcare.home.new_files import must_be_free, write_new
from selfcare.routine.reading import read_routine
from selfcare.text.errors import NotFound, SelfcareError, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt

    from selfcare.text.spans import Path as Keys

_INTO: dict[str, Keys] = {
    "patient": ("patient",),
    "by": ("by",),
    "phone": ("contact", "phone"),
    "emergency": ("contact", "emergency"),
    "start": ("start",),
    "goal": ("goal",),
}


def command(
    file: str | None = typer.Argument(
        None, metavar="[FILE]", help="Its name, such as evening-hips.toml; else it is asked."
    ),
    template: str | None = typer.Option(None, "--from", metavar="NAME", help="Start from a template that ships."),
    listed: bool = typer.Option(False, "--list", help="The templates, and nothing else."),
    patient: str | None = typer.Option(None, "--patient", metavar="CODE", help="Then it is not asked."),
    by: str | None = typer.Option(None, "--by", metavar="WHO", help="You, and what you are; then it is not asked."),
    phone: str | None = typer.Option(None, "--phone", metavar="NUMBER", help="Your number; then it is not asked."),
    emergency: str | None = typer.Option(None, "--emergency", metavar="NUMBER", help="Then it is not asked."),
    start: str | None = typer.Option(None, "--start", metavar="DAY", help="The first day; then it is not asked."),
    goal: str | None = typer.Option(
        None, "--goal", metavar="WORDS", help="In the patient's words; then it is not asked."
    ),
) -> None:
    """Write a routine: a few questions, each with what Enter takes, or a template with your particulars put in.

    The file that it writes passes check, with a comment where a number has a reason. Nothing is ever overwritten, and
    nothing is written before the last answer.
    """
    if listed:
        say(*(f"{name:<24}{about}" for name, about in _templates().items()), "", "Take one: selfcare new --from NAME")
        return
    if file is not None:
        must_be_free(Path(file))
    today = now().local.date()
    options = {"patient": patient, "by": by, "phone": phone, "emergency": emergency, "start": start, "goal": goal}
    given = _given({key: value for key, value in options.items() if value is not None}, today)
    known = _text(template) if template is not None else None
    if known is None and not attended():
        raise UsageRefused(
            "Without a terminal nothing can be asked. Take a template: selfcare new --from NAME FILE (--list)"
        )
    if file is None and not attended():
        raise UsageRefused("Name the file: selfcare new --from NAME FILE")
    text, name = _written(known, given, today, _public_key(), ask=attended())
    path = _place(Path(file) if file else None, name, text)
    _tell(path, text)


def _written(
    known: str | None, given: dict[str, Any], today: dt.date, key: str | None, *, ask: bool
) -> tuple[str, str]:
    """The text, and a name for its file. `key` is the clinic's public one, where there is one here."""
    try:
        if ask:
            say("Enter takes what stands in brackets. ? tells more, < goes back, Ctrl-C ends: nothing is written then.")
        if known is None:
            answers = interviewed(lambda: interview(today, given)) | {"send_to": key}
            return routine_text(answers), f"{answers['id']}.toml"
        answers = interviewed(lambda: person(today, given)) if ask else {"start": today, **given}
    except (KeyboardInterrupt, EOFError) as end:
        say("", "Nothing was written.")
        raise typer.Exit(130 if isinstance(end, KeyboardInterrupt) else 2) from None
    text = filled(known, {_INTO[name]: value for name, value in answers.items()})
    text = sealed_for(text, key) if key else text
    return text, f"{plain_id(read_routine(text.encode(), 'new').title, set())}.toml"


def _public_key() -> str | None:
    """The public key that was made here by `clinic key`; None where none was."""
    from selfcare.log.sharing.identity import find_identity

    found = find_identity(AtHand().folder)
    return None if found is None else str(found.to_public())


def _given(options: dict[str, str], today: dt.date) -> dict[str, Any]:
    """What the command line says, read like typed answers.

    Raises:
        UsageRefused: one of them is no answer to its question.
    """
    questions = particulars(today)
    try:
        return {key: questions[key].read(words) for key, words in options.items()}
    except Wrong as wrong:
        raise UsageRefused(wrong.sentence) from None


def _place(path: Path | None, name: str, text: str) -> Path:
    """Where it was written: the file that was named, or one that is asked for until it can be."""
    while True:
        try:
            if path is None:
                path = Path(ask_again(Question("Save as", name, _file_name, "A file's name; it ends in .toml.")))
            read_routine(text.encode(), path.name)
            write_new(path, text.encode())
        except (KeyboardInterrupt, EOFError) as end:
            say("", "Nothing was written.")
            raise typer.Exit(130 if isinstance(end, KeyboardInterrupt) else 2) from None
        except SelfcareError as refused:
            if not attended():
                raise
            # Somebody has answered twenty questions: a name that is taken must not cost them.
            say(f"  {refused.sentence}")
            path = None
        else:
            return path


def _file_name(words: str) -> str:
    return words if words.endswith(".toml") else f"{words}.toml"


def _tell(path: Path, text: str) -> None:
    data = text.encode()
    shown = visible(str(path))
    say(f"Written: {shown}")
    if lines := made_up(text):
        say(f"Still made up in it: {', '.join(lines)}. Write your own before anybody gets it.")
    routine = read_routine(data, path.name)
    if routine.send_to is not None:
        say("Your public key is in it, so the patient can share with you: selfcare share.")
    say(f"To ring: {visible(routine.contact.phone)}. Emergency: {visible(routine.contact.emergency)}.")
    said = counted(at_the_desk(routine, data).findings)
    say(said or "It has no problem, and no rule of the evidence speaks up.")
    say(f"What the patient will hear: selfcare preview {shown}", f"A page to print: selfcare handout {shown}")
    if not (path.parent / FILE_NAME).exists():
        say(f"For an editor that knows TOML: selfcare schema --output {visible(str(path.parent / FILE_NAME))}")


def _templates() -> dict[str, str]:
    """Each template's name, and what its first line of words says of it."""
    folder = files("selfcare") / "templates"
    found = {}
    for one in sorted(folder.iterdir(), key=lambda item: item.name):
        if one.name.endswith(".toml"):
            lines = one.read_text("utf-8").splitlines()
            found[one.name.removesuffix(".toml")] = next(line for line in lines if line.startswith("# ")).removeprefix(
                "# "
            )
    return found


def _text(name: str) -> str:
    wanted = name.removesuffix(".toml")
    if wanted not in _templates():
        from difflib import get_close_matches

        close = get_close_matches(wanted, list(_templates()), 1)
        meant = f" Did you mean {close[0]}?" if close else ""
        raise NotFound(f"There is no template {visible(name)!r}.{meant} All of them: selfcare new --list")
    return (files("selfcare") / "templates" / f"{wanted}.toml").read_text("utf-8")
