from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.text.diagnostics import Problem, as_json, for_ears, for_eyes, in_file_order
from selfcare.text.spans import Span, find_places

NAME = "evening-hips.toml"

TEXT = (
    '\ufefftitle\t= "股関節"\r\n'
    'by = "👩\u200d⚕\ufe0f é e\u0301 👍🏽" # Anna\r\n'
    "\tpain\t=\t[1, 2, 99]\r\n"
    "[[exercise]]\r\n"
    'say = """a\r\nb"""\r\n'
    "trick = 'x\u202e\x1by' # z"
)
PLACES = find_places(TEXT)


def at(span: Span | None, what: str = "wrong", remedy: str = "mend it") -> Problem:
    """Return a problem at this place whose wording does not matter."""
    return Problem("T01", what, remedy, span)


def drawn(text: str, span: Span) -> tuple[str, str]:
    """Return the source line and the underline of one problem, without their indent."""
    _, source, carets, _ = for_eyes([at(span)], NAME, text).split("\n")
    return source[4:], carets[4:]


PROBLEMS = [
    Problem("S06", "`say` runs over two lines\x1b[2J", "", PLACES["exercise", 0, "say"].value, "warning"),
    Problem("S02", "unknown key `by`", "write `author`, or remove it", PLACES["by",].key),
    Problem("S03", "pain goes from 0 to 10", "write a number from 0 to 10", PLACES["pain", 2].value),
    Problem("S05", "the exercise has no `id`", 'add a line such as id = "quads"', PLACES["exercise", 0].value),
    Problem("S10", "the file is longer than 64 kB.", "keep one routine in one file", None),
]


def test_for_eyes() -> None:
    """In file order: heading, the line, the place underlined, the remedy; without a place only the file is named."""
    assert for_eyes(PROBLEMS, NAME, TEXT) == (
        "evening-hips.toml: the file is longer than 64 kB.\n"
        "  mend: keep one routine in one file\n"
        "\n"
        "evening-hips.toml:2:1: unknown key `by`\n"
        '    by = "👩\u200d⚕\ufe0f é e\u0301 👍🏽" # Anna\n'
        "    ^^\n"
        "  mend: write `author`, or remove it\n"
        "\n"
        "evening-hips.toml:3:16: pain goes from 0 to 10\n"
        "     pain = [1, 2, 99]\n"
        "                   ^^\n"
        "  mend: write a number from 0 to 10\n"
        "\n"
        "evening-hips.toml:4:1: the exercise has no `id`\n"
        "    [[exercise]]\n"
        "    ^^^^^^^^^^^^\n"
        '  mend: add a line such as id = "quads"\n'
        "\n"
        "evening-hips.toml:5:7: warning: `say` runs over two lines\\u001b[2J\n"
        '    say = """a\n'
        "          ^^^^"
    )


def test_for_ears() -> None:
    """First how many, then each place in words and whole sentences."""
    assert for_ears(PROBLEMS, NAME, TEXT) == (
        "5 problems in evening-hips.toml.\n"
        "The file as a whole: the file is longer than 64 kB. keep one routine in one\n"
        "file.\n"
        "Line 2, column 1: unknown key `by`. write `author`, or remove it.\n"
        "Line 3, column 16: pain goes from 0 to 10. write a number from 0 to 10.\n"
        'Line 4, column 1: the exercise has no `id`. add a line such as id = "quads".\n'
        "Line 5, column 7, warning: `say` runs over two lines\\u001b[2J."
    )


def test_as_json() -> None:
    """The same as data; what has no place has null for each of the four numbers."""
    assert json.loads(as_json(PROBLEMS[2:5], NAME, TEXT)) == [
        {
            "file": NAME,
            "line": None,
            "column": None,
            "end_line": None,
            "end_column": None,
            "severity": "error",
            "code": "S10",
            "what": "the file is longer than 64 kB.",
            "remedy": "keep one routine in one file",
        },
        {
            "file": NAME,
            "line": 3,
            "column": 16,
            "end_line": 3,
            "end_column": 18,
            "severity": "error",
            "code": "S03",
            "what": "pain goes from 0 to 10",
            "remedy": "write a number from 0 to 10",
        },
        {
            "file": NAME,
            "line": 4,
            "column": 1,
            "end_line": 4,
            "end_column": 13,
            "severity": "error",
            "code": "S05",
            "what": "the exercise has no `id`",
            "remedy": 'add a line such as id = "quads"',
        },
    ]


def test_a_place_over_several_lines_in_json() -> None:
    """The end is the first character after the place, on the line where that stands."""
    (record,) = json.loads(as_json(PROBLEMS[:1], NAME, TEXT))
    assert (record["line"], record["column"], record["end_line"], record["end_column"]) == (5, 7, 6, 5)
    assert record["severity"] == "warning"


def test_no_problem_says_nothing() -> None:
    """Without problems eyes and ears get an empty text, programs an empty list."""
    assert (for_eyes([], NAME, TEXT), for_ears([], NAME, TEXT), as_json([], NAME, TEXT)) == ("", "", "[]")


@pytest.mark.parametrize(
    ("text", "span", "line", "carets"),
    [
        ("\ufeffa = 1", Span(1, 2), "a = 1", "^"),
        ("\ufeffa = 1", Span(0, 2), "a = 1", "^"),
        ("a = 1\r\nb = 2\r\n", Span(11, 12), "b = 2", "    ^"),
        ("a = 1\r\nb = 2\r\n", Span(5, 7), "a = 1", "     ^"),
        ("a = 1\r\nb = 2\r\n", Span(6, 8), "a = 1", "     ^"),
        ("\t\ta\t=\t1", Span(6, 7), "  a = 1", "      ^"),
        ('k = "股関節" # x', Span(4, 9), 'k = "股関節" # x', "    ^^^^^^^^"),
        ("'股' = 1", Span(6, 7), "'股' = 1", "       ^"),
        ("'e\u0301' = 1", Span(7, 8), "'e\u0301' = 1", "      ^"),
        ("'👩\u200d⚕\ufe0f' = 1", Span(9, 10), "'👩\u200d⚕\ufe0f' = 1", "       ^"),
        ("'👍🏽' = 1", Span(7, 8), "'👍🏽' = 1", "       ^"),
        ("'❤\ufe0f' = 1", Span(7, 8), "'❤\ufe0f' = 1", "       ^"),
        ("'🇸🇪' = 1", Span(7, 8), "'🇸🇪' = 1", "       ^"),
        ("'क्\u200dष' = 1", Span(9, 10), "'क्\u200dष' = 1", "       ^"),
        ("'\u1112\u1161\u11ab' = 1", Span(8, 9), "'\u1112\u1161\u11ab' = 1", "       ^"),
        ("'\u202e' = 1", Span(6, 7), "'\\u202e' = 1", "           ^"),
        ("", Span(0, 0), "", "^"),
        ("a =", Span(3, 3), "a =", "   ^"),
        ("a\n", Span(2, 2), "", "^"),
        ("a\n", Span(9, 9), "", "^"),
        ("l = [\n1,\n]", Span(4, 10), "l = [", "    ^"),
    ],
)
def test_the_carets_stand_below_the_place(text: str, span: Span, line: str, carets: str) -> None:
    """Tabs, wide and joined characters, escapes, BOM, CRLF and the ends of line and file do not shift the carets."""
    assert drawn(text, span) == (line, carets)


def test_long_lines_are_cut_around_the_place() -> None:
    """A line too long for 80 columns shows the place and what stands around it; cuts are three dots."""
    text = "l = [" + ", ".join(str(number) for number in range(100, 200)) + "]"
    first = text.index("150")
    line, carets = drawn(text, Span(first, first + 3))
    assert line == "..., 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 15..."
    assert carets == " " * line.index("150") + "^^^"
    assert drawn(text, Span(0, 1)) == (text[:72] + "...", "^")
    assert drawn(text, Span(4, len(text))) == (text[:72] + "...", "    " + "^" * 71)
    assert drawn(text, Span(len(text) - 4, len(text))) == ("..." + text[-72:], " " * 71 + "^" * 4)


def columns(shown: str) -> int:
    """Count columns for text without joined characters, more simply than the renderer does."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in shown)


line_text = st.text(st.sampled_from('ab =."\t股é\x1b\u202e'), max_size=200)


@given(line_text, line_text, line_text)
def test_any_line_fits_and_points_right(before: str, marked: str, after: str) -> None:
    """No drawn line is wider than 80 columns, and what stands above the carets is the place, or its beginning."""
    text = f"# x\r\n{before}{marked}{after}\r\n"
    start = 5 + len(before)
    drawing = for_eyes([at(Span(start, start + len(marked)))], NAME, text).split("\n")
    assert drawing[0].startswith(f"{NAME}:2:{len(before) + 1}: ")
    assert all(columns(line) <= 80 for line in drawing)
    carets = drawing[2]
    source, left = drawing[1], carets.index("^")
    above = ""
    for index in range(len(source) + 1):
        if columns(source[:index]) == left:
            above = source[index:]
            break
    expected = marked.replace("\t", " ").replace("\x1b", "\\u001b").replace("\u202e", "\\u202e")
    width = carets.count("^")
    if width == max(columns(expected), 1):
        assert f"{above}{' ' * len(expected)}".startswith(expected)
    else:
        cut_at = above.rindex("...")
        assert expected.startswith(above[:cut_at])
        assert width == columns(above)


everything = st.text(st.characters(exclude_categories=()))
spans = st.one_of(
    st.none(), st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda two: Span(min(two), max(two)))
)
codes = st.sampled_from(["A1", "B2"])
problems = st.lists(st.builds(Problem, codes, everything, everything, spans, st.sampled_from(["error", "warning"])))


@given(problems, everything, everything)
def test_no_renderer_lets_hidden_text_through(found: list[Problem], name: str, text: str) -> None:
    """Whatever stands in file, name or message, what is drawn, said or written holds no control character but LF."""
    for render in (for_eyes, for_ears, as_json):
        shown = render(found, name, text)
        assert {one for one in shown if unicodedata.category(one) in {"Cc", "Cs"}} <= {"\n"}
        shown.encode()


@given(problems)
def test_file_order(found: list[Problem]) -> None:
    """All problems, none lost: first those of the whole file, then by where they begin, whatever order they came in."""
    ordered = in_file_order(found)
    assert sorted(map(repr, ordered)) == sorted(map(repr, found))
    starts = [problem.span.start if problem.span else -1 for problem in ordered]
    assert starts == sorted(starts)


@given(st.lists(st.text(st.sampled_from("abc é股"), min_size=1, max_size=40), min_size=1))
def test_lines_for_ears_are_short(words: list[str]) -> None:
    """A narrated line holds less than 80 characters; a word that is longer alone stays whole."""
    said = for_ears([at(Span(0, 1), what=" ".join(words))], NAME, "a")
    assert all(len(line) < 80 or " " not in line for line in said.split("\n"))


def test_a_heading_stands_in_place_of_the_severity() -> None:
    """Who says it, in front of the sentence, for eyes and for ears; and who set it aside, at the end."""
    rule = Problem("FR01", "Four sets", "", None, "info", "FR01 info", "by Anna: a year")
    assert for_eyes([rule], NAME, TEXT) == f"{NAME}: FR01 info: Four sets\n  allowed by Anna: a year"
    assert for_ears([rule], NAME, TEXT).splitlines()[1] == (
        "The file as a whole, FR01 info: Four sets. Allowed by Anna: a year."
    )
    (record,) = json.loads(as_json([rule], NAME, TEXT))
    assert (record["code"], record["severity"], record["allowed"]) == ("FR01", "info", "by Anna: a year")
    plain = Problem("x", "Four sets", "", None, "info")
    assert for_eyes([plain], NAME, TEXT) == f"{NAME}: info: Four sets"
    assert "allowed" not in json.loads(as_json([plain], NAME, TEXT))[0]
