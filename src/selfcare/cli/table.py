"""The commands by name, in the order of help, with what each does in a line. Nothing is imported to print it."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Command(NamedTuple):
    """A command's word, its module in `cli.commands`, its group in help, and its line there.

    `unparsed`: what may follow it for it to run without typer: nothing, or words, none of which begins with a dash.
    """

    word: str
    module: str
    group: str
    does: str
    unparsed: Literal["nothing", "words"] | None = None


GROUPS = ("Every day", "Now and then", "For therapists")

COMMANDS: tuple[Command, ...] = (
    Command("today", "today", "Every day", "What is due today (the same as selfcare alone).", unparsed="nothing"),
    Command("start", "start", "Every day", "The guided session."),
    Command("done", "done", "Every day", "You did it without the guide."),
    Command("sore", "sore", "Every day", "Soreness now: sore hip 6 left.", unparsed="words"),
    Command("progress", "progress", "Every day", "How it goes: what was done, and how soreness moved."),
    Command("morning", "morning", "Every day", "How sore it is this morning: morning 4."),
    Command("load", "load", "Now and then", "Take in a routine from your therapist."),
    Command("needled", "needled", "Now and then", "A place was needled: needled shoulder right."),
    Command("note", "note", "Now and then", "A word to your therapist."),
    Command("fix", "fix", "Now and then", "Correct something you entered."),
    Command("undo", "undo", "Now and then", "Take back something you entered."),
    Command("away", "away", "Now and then", "Days off: away 3 dec to 10 dec --why travel."),
    Command("back", "back", "Now and then", "Your days off are over."),
    Command(
        "history",
        "history",
        "Now and then",
        "What was done, newest last; with a number, that one in full.",
        unparsed="nothing",
    ),
    Command("report", "report", "Now and then", "At most fifteen lines to paste into an e-mail."),
    Command("health", "health", "Now and then", "Conditions: what is known, and what it holds back."),
    Command("measure", "measure", "Now and then", "What is to be measured: measure knee-to-wall 9.5 left."),
    Command(
        "due",
        "due",
        "Now and then",
        "Whether a session is due now: a line and 0, or nothing and 1.",
        unparsed="nothing",
    ),
    Command("remind", "remind", "Now and then", "A notification when a session is due: on, off."),
    Command("why", "why", "Now and then", "Why today is as it is: every reason with its day."),
    Command("demo", "demo", "Now and then", "One minute without a device: sound, distance and keys."),
    Command("settings", "settings", "Now and then", "Every setting, its value, and how to change it."),
    Command("doctor", "doctor", "Now and then", "Whether all is well here, and the command that mends what is not."),
    Command("backup", "backup", "Now and then", "One file with all of the log, to keep somewhere else."),
    Command("restore", "restore", "Now and then", "Put back a backup, or save what a damaged log still holds."),
    Command("share", "share", "Now and then", "Your log in one sealed file, to send to your therapist."),
    Command("new", "new", "For therapists", "Write a routine: questions, or a template to start from."),
    Command("check", "check", "For therapists", "Every problem of a routine file, at its place."),
    Command("preview", "preview", "For therapists", "What the patient will hear, and when."),
    Command("explain", "explain", "For therapists", "What a rule of check rests on: explain FR01."),
    Command("schema", "schema", "For therapists", "The format for editors, as a JSON Schema."),
    Command("handout", "handout", "For therapists", "The routine as a page to print and hand over."),
    Command("clinic", "clinic", "For therapists", "All patients: who needs attention first, and why."),
    Command("export", "export", "For therapists", "The log as files: export html, csv, jsonl ..."),
    Command("send", "send", "For therapists", "The log to a clinic's FHIR server: send fhir --to URL."),
    Command("import", "import_", "For therapists", "Take in what export jsonl wrote on another machine."),
)
