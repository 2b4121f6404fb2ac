"""The shelf of exports: one file per format; a module's name is its name on the command line.

Nothing lists them by hand. A format is a module here with a docstring and `render(material)`, which gives named streams of
bytes: the same material, the same bytes. Whatever several formats share is no format: `material`, `writing`, and the
packages beside them. `streams` puts what must be read first before whatever a format gives.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfcare.exports.material import Material, Stream

_SHARED = frozenset({"first", "material", "writing"})


def formats() -> tuple[str, ...]:
    """The names of all formats on the shelf, without loading any."""
    return tuple(sorted(one.name for one in iter_modules(__path__) if not one.ispkg and one.name not in _SHARED))


def streams(name: str, material: Material) -> Iterator[Stream] | None:
    """All files of an export in that format, what must be read first before them; None when there is none of that name."""
    from itertools import chain

    render = find(name)
    if render is None:
        return None
    from selfcare.exports.first import first

    return chain(first(material), render(material))


def find(name: str) -> Callable[[Material], Iterator[Stream]] | None:
    """The `render` of that format, the only one that is loaded; None when there is none of that name."""
    if name not in formats():
        return None
    render: Callable[[Material], Iterator[Stream]] = import_module(f"{__name__}.{name}").render
    return render
