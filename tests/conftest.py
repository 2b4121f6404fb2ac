"""How much is tried: 100 examples of each law, or with `--proofs` 1000, and the long proofs beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

settings.register_profile("test", max_examples=100, deadline=None)
settings.register_profile("prove", max_examples=1000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--proofs`."""
    parser.addoption("--proofs", action="store_true", help="run the long proofs: 1000 examples of each law")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the number of examples."""
    settings.load_profile("prove" if config.getoption("--proofs") else "test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long proofs out of an ordinary run."""
    if config.getoption("--proofs"):
        return
    long = [item for item in items if item.get_closest_marker("prove")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
