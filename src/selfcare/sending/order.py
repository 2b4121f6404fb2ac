"""The order in which resources go: each after those that it refers to, and what cannot wait as early as that allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from selfcare.exports.resources.elements import Resource


def name_of(one: Resource) -> str:
    """A resource as others refer to it."""
    return f"{one['resourceType']}/{one['id']}"


def in_order(resources: Sequence[Resource]) -> list[Resource]:
    """In the order given, but before each what it refers to."""
    by_name = {name_of(one): one for one in resources}
    placed: dict[str, Resource] = {}

    def place(name: str) -> None:
        if name in placed or name not in by_name:
            return
        for other in references(by_name[name]):
            if other != name:
                place(other)
        placed.setdefault(name, by_name[name])

    for name in by_name:
        place(name)
    return list(placed.values())


def references(one: Any) -> Iterator[str]:
    """Every reference in it, at any depth."""
    if isinstance(one, dict):
        for word, inner in one.items():
            if word == "reference" and isinstance(inner, str):
                yield inner
            else:
                yield from references(inner)
    elif isinstance(one, list):
        for inner in one:
            yield from references(inner)


def as_sent(one: Resource, there: Mapping[str, str]) -> Resource:
    """Without our id, which the server gives; with its names for what it has already."""
    sent: Resource = _renamed({word: inner for word, inner in one.items() if word != "id"}, there)
    return sent


def _renamed(one: Any, there: Mapping[str, str]) -> Any:
    if isinstance(one, dict):
        return {
            word: there[inner] if word == "reference" and inner in there else _renamed(inner, there)
            for word, inner in one.items()
        }
    return [_renamed(inner, there) for inner in one] if isinstance(one, list) else one


def counts(resources: Iterable[Resource]) -> dict[str, int]:
    """How many of each kind, in the order in which they go."""
    found: dict[str, int] = {}
    for one in resources:
        found[one["resourceType"]] = found.get(one["resourceType"], 0) + 1
    return found
