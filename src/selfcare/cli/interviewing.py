"""Ask the questions of the desk at a terminal: a wrong answer is asked again, ? tells more, < goes back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from selfcare.cli.at_hand import say
from selfcare.desk.asking import Wrong

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcare.desk.asking import Question
    from selfcare.desk.interview import Answers, Talk


class _BackError(Exception):
    """The question before is to be asked again."""


def interviewed(begin: Callable[[], Talk]) -> Answers:
    """The answers, once all questions have theirs. `begin` starts the questions anew, as often as somebody goes back.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        EOFError: Ctrl-D.
    """
    # With it the arrow keys move within what is typed; where Python has none, they do not.
    with suppress(ImportError):
        import readline  # noqa: F401

    given: list[Any] = []
    while True:
        talk = begin()
        try:
            question = next(talk)
            for one in given:
                question = talk.send(one)
            while True:
                given.append(_answer(question))
                question = talk.send(given[-1])
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        except _BackError:
            if given:
                given.pop()
            else:
                say("This is the first question.")


def ask_again(question: Question) -> Any:
    """The answer to a single question, outside an interview."""
    with suppress(_BackError):
        return _answer(question)
    return ask_again(question)


def _answer(question: Question) -> Any:
    say(*question.before)
    usual = "needed" if question.default is None else question.default or "leave it out"
    while True:
        words = input(f"{question.prompt} [{usual}]: ").strip()
        if words == "?":
            say(*(f"  {line}" for line in question.more.splitlines()))
            continue
        if words == "<":
            _back()
        if not words and question.default is None:
            say("  This one is needed. ? tells more.")
            continue
        if not words and not question.default:
            return None
        try:
            return question.read(words or question.default or "")
        except Wrong as wrong:
            say(f"  {wrong.sentence}")


def _back() -> NoReturn:
    raise _BackError
