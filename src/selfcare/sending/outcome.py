"""What a server answered: an OperationOutcome in words, whatever else it may be as little of it as helps."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from selfcare.text.visible import visible

_ISSUES = 5
_LONGEST = 300
WORDS = {
    400: "it does not take it",
    401: "it does not know you: the token is missing, wrong or too old",
    403: "you may not write there",
    404: "it knows nothing at that address",
    405: "it does not allow that",
    409: "somebody else changed it at the same time",
    412: "it holds several of what should be there once",
    413: "it is too large for it",
    422: "it does not take it",
    429: "it is asked too much at the moment",
    503: "it is busy or being mended",
}


class Answer(NamedTuple):
    """One answer: its status, its headers by names in small letters, and its bytes."""

    status: int
    headers: dict[str, str]
    data: bytes

    def json(self) -> dict[str, Any]:
        """What it holds, where that is a JSON object; else nothing."""
        try:
            found = json.loads(self.data)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def said(answer: Answer) -> str:
    """The status in words, and what the server said about it, each issue with its place."""
    known = WORDS.get(answer.status)
    found = answer.json()
    issues = found.get("issue") if found.get("resourceType") == "OperationOutcome" else None
    told = [_issue(one) for one in issues if isinstance(one, dict)] if isinstance(issues, list) else []
    more = f" and {len(told) - _ISSUES} more" if len(told) > _ISSUES else ""
    words = f"{answer.status}" + (f", {known}" if known else "")
    return words + (f". It says: {'; '.join(told[:_ISSUES])}{more}" if told else "")


def _issue(one: dict[str, Any]) -> str:
    details = one.get("details")
    text = details.get("text") if isinstance(details, dict) else None
    words = next(
        (each for each in (text, one.get("diagnostics"), one.get("code")) if isinstance(each, str)), "no reason"
    )
    places = one.get("expression") or one.get("location")
    place = f" ({', '.join(map(str, places))})" if isinstance(places, list) and places else ""
    return visible(f"{one.get('severity', 'error')}: {words}{place}")[:_LONGEST]
