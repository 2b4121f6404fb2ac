"""The page as a real browser has it: nothing fetched, nothing said on the console, readable by all, on two pages of paper."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from adherence.worlds import told
from exports.made import TEXTS, files, material

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

STORY = """
2026-11-23 07:00 load daily
2026-11-23..2026-11-30 20:00 60 rated 6
20:05 done
2026-12-03 20:00 rated 3
20:05 partly
2026-12-04 20:00 reported
2026-12-05 20:00 away 2026-12-06 2026-12-07
2026-12-08..2027-02-13 20:00 rated 2
20:05 played
2027-02-13 21:00 answers leg
"""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Page, list[str]]]:
    """Twelve weeks of one patient, opened; and all that was fetched or said on the console besides."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "No chromium was found: install it, or leave --browser out."
    file = tmp_path / "report.html"
    file.write_bytes(files(material(told(STORY, TEXTS), "2027-02-14"), "html")["report.html"])
    noise: list[str] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.on("console", lambda said: noise.append(said.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda asked: noise.append(asked.url) if asked.url != file.as_uri() else None)
        page.goto(file.as_uri())
        yield page, noise
        browser.close()


def test_quiet(opened: tuple[Page, list[str]]) -> None:
    """Nothing but the file itself is asked for, and the console stays empty."""
    page, noise = opened
    page.wait_for_load_state("networkidle")
    assert noise == []


def test_first_screen(opened: tuple[Page, list[str]]) -> None:
    """What must be known within a minute stands on the first screen of a usual laptop, safety on top."""
    page, _ = opened
    boxes = [one.bounding_box() for one in page.locator(".first section").all()]
    assert all(box is not None and box["y"] + box["height"] <= 900 for box in boxes)
    assert page.locator("section").first.inner_text().startswith("Safety")


@pytest.mark.parametrize("width", [1200, 600, 320])
def test_no_sideways(opened: tuple[Page, list[str]], width: int) -> None:
    """At any width, also enlarged four times (320 pixels, WCAG 1.4.10), nothing must be scrolled sideways but a table."""
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe(opened: tuple[Page, list[str]]) -> None:
    """axe-core, with all its rules, finds nothing serious."""
    from axe_playwright_python.sync_playwright import Axe

    page, _ = opened
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"]) for one in found if one["impact"] in ("serious", "critical")] == []


def test_two_pages(opened: tuple[Page, list[str]]) -> None:
    """Twelve weeks print on two pages, here and in the PDF."""
    page, _ = opened
    printed = page.pdf(prefer_css_page_size=True)
    ours = files(material(told(STORY, TEXTS), "2027-02-14"), "pdf")["report.pdf"]
    assert [len(re.findall(rb"/Type\s*/Page\b", one)) for one in (printed, ours)] == [2, 2]
