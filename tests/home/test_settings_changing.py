from __future__ import annotations

import tomllib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from home.settings_files import Line, Made, files, typed
from selfcare.home.settings import SETTINGS, Settings, SettingsBroken, Value, read_settings
from selfcare.home.settings.changing import with_value, without_value
from selfcare.text.errors import UsageRefused
from selfcare.text.visible import visible

CHANGES = st.sampled_from(SETTINGS).flatmap(
    lambda setting: typed(setting).map(lambda pair: (setting.key, pair[0], pair[1]))
)
Change = tuple[str, tuple[str, ...], Value]


def split(made: Made, key: str) -> tuple[str, str]:
    """The text before and after a key's value."""
    at = next(number for number, line in enumerate(made.lines) if line.key == key)
    line = made.lines[at]
    whole = made.text()
    before = made._replace(ends=False).text([*made.lines[:at], Line(line.before)])
    value = made._replace(ends=False).text([*made.lines[:at], Line(line.before, line.value)])
    assert whole.startswith(value)
    return before, whole[len(value) :]


@given(made=files(), change=CHANGES)
def test_setting_changes_only_that_value(made: Made, change: Change) -> None:
    """Every other character stays: comments, order, spaces, line ends, a BOM. What was not there comes last."""
    key, words, _ = change
    text = made.text()
    got = with_value(text, key, words)
    if key in made.says:
        before, after = split(made, key)
        assert got.startswith(before)
        assert got.endswith(after)
        assert "\n" not in got[len(before) : len(got) - len(after)]
    else:
        assert got.startswith(text)
        added = got.removeprefix(text)
        assert added.strip("\r\n").startswith(f"{key} = ")
        assert added.count("\n") == 1 + (not text.removeprefix("\ufeff").endswith("\n") and text not in {"", "\ufeff"})
        assert "\r\n" not in text or "\n" not in added.replace("\r\n", "")


@given(made=files(), change=CHANGES)
def test_what_was_set_is_read(made: Made, change: Change) -> None:
    """After a value was set it is read as that, from the file; all other values are as they were."""
    key, words, value = change
    text = with_value(made.text(), key, words)
    before, after = read_settings(made.text().encode()), read_settings(text.encode())
    assert after == Settings({**before.values, key: value}, {**before.origins, key: "file"}, text)
    assert with_value(text, key, words) == text


@given(made=files(), key=st.sampled_from([setting.key for setting in SETTINGS]))
def test_unsetting_takes_out_only_those_lines(made: Made, key: str) -> None:
    """All other lines stay to the character, and the default holds; a key that the file does not say changes nothing."""
    got = without_value(made.text(), key)
    rest = [line for line in made.lines if line.key != key]
    if made.lines and made.lines[-1].key == key and not made.ends:
        assert got == made._replace(ends=True).text(rest)
    else:
        assert got == made.text(rest)
    before, after = read_settings(made.text().encode()), read_settings(got.encode())
    default = read_settings(None).values[key]
    assert after == Settings({**before.values, key: default}, {**before.origins, key: "default"}, got)
    assert without_value(got, key) == got


@given(made=files(), change=CHANGES)
def test_unsetting_takes_back_setting(made: Made, change: Change) -> None:
    """What was added to a file whose last line ends is taken out again, to the character."""
    key, words, _ = change
    assume(key not in made.says)
    text = made._replace(ends=True).text()
    assert without_value(with_value(text, key, words), key) == text


@given(key=st.sampled_from([setting.key for setting in SETTINGS]), words=st.lists(st.text(max_size=8), max_size=3))
def test_any_words_are_set_or_refused(key: str, words: list[str]) -> None:
    """Whatever is typed, either the file then says something sound, or it is refused in a sentence that hides nothing."""
    try:
        text = with_value("", key, words)
    except UsageRefused as error:
        text, refusal = "", error.sentence
    else:
        refusal = f"{key} takes it"
    assert refusal.startswith(f"{key} takes ")
    assert visible(refusal) == refusal
    assert read_settings(text.encode()).origins[key] == ("file" if text else "default")
    assert set(tomllib.loads(text)) <= {key}


@pytest.mark.parametrize(
    ("key", "words", "says"),
    [
        ("pase", "slower", "Did you mean pace?"),
        ("zzz", "3", "reader, face, theme, color"),
        ("day_ends", "05:00", "kept in the log"),
        ("pace", "fast", "normal or slower"),
        ("pace", "slwer", "Did you mean slower?"),
        ("face", "full", "auto, screen or lines"),
        ("reader", "perhaps", "yes or no"),
        ("reader", "", "yes or no"),
        ("rate", "79", "80 to 300 (words a minute)"),
        ("rate", "301", "80 to 300"),
        ("rate", "1_00", "80 to 300"),
        ("rate", "100.5", "80 to 300"),
        ("rate", "\u0661\u0662\u0660", "80 to 300"),
        ("rate", "9" * 5000, "80 to 300"),
        ("volume", "-5", "0 to 100 (percent)"),
        ("volume", "80%", "0 to 100"),
        ("language", "", "1 to 60 characters"),
        ("language", "x" * 61, "1 to 60 characters"),
        ("language", "e\x1bn", "1 to 60 characters"),
        ("language", "\udcff", "1 to 60 characters"),
        ("pace\x1b[2J", "x", "pace"),
    ],
)
def test_what_cannot_be_set_is_refused(key: str, words: str, says: str) -> None:
    """A setting that is not there, or a value it does not take, names what there is."""
    with pytest.raises(UsageRefused) as caught:
        with_value("", key, [words])
    assert says in caught.value.sentence
    assert "\x1b" not in caught.value.sentence
    assert len(caught.value.sentence) < 250


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "a program and its words"),
        ([""], "each of 1 to 250"),
        (["piper", ""], "each of 1 to 250"),
        (["piper", "a\nb"], "each of 1 to 250"),
        (["x" * 251], "each of 1 to 250"),
        (["x"] * 31, "at most 30"),
        (["piper --out {file} {text}"], "Leave out the quotation marks"),
    ],
)
def test_a_program_that_could_not_be_started_is_refused(words: list[str], says: str) -> None:
    """No word is empty or hides something; and what is one word to us is one word to the system."""
    with pytest.raises(UsageRefused) as caught:
        with_value("", "voice_command", words)
    assert says in caught.value.sentence


@pytest.mark.parametrize("word", ["yes", "on", "true", " True ", "YES"])
def test_yes_is_said_in_many_ways(word: str) -> None:
    """As people type it; also where it is one of three words."""
    assert with_value("", "reader", [word]) == "reader = true\n"
    assert with_value("", "voice", [word]) == 'voice = "yes"\n'


def test_setting_mends_a_wrong_value_but_no_other() -> None:
    """The value being set may have been wrong; anything else that is wrong is told, and the text is not changed."""
    assert with_value("reader = [\n 1, # x\n]\n", "reader", ["no"]) == "reader = false\n"
    for text in ("pase = 1\n", "color = 1\n", "= 1", "[reader]\nx = 1\n", "[[reader]]\n", "reader.x = 1\n"):
        with pytest.raises(SettingsBroken):
            with_value(text, "reader", ["no"])


def test_unsetting_mends_what_it_takes_out() -> None:
    """A wrong value and a key that is no setting can be taken out, whatever else is wrong."""
    text = "pase = [ # x\r\n1,\r\n]\r\n# y\r\nraet = 1"
    assert without_value(text, "pase") == "# y\r\nraet = 1"
    assert without_value(text, "raet") == "pase = [ # x\r\n1,\r\n]\r\n# y\r\n"
    assert without_value("reader = 3", "reader") == ""
    assert without_value("pace = 3\nrate = 160 # x\ncolor = '''\nauto'''# y\n", "color") == "pace = 3\nrate = 160 # x\n"
    for sound in ("[reader]\nx = 1\n", "[[reader]]\n", "reader.x = 1\n", "= 1"):
        with pytest.raises(SettingsBroken):
            without_value(sound, "reader")
    with pytest.raises(UsageRefused, match="Did you mean pace"):
        without_value("raet = 1", "pase")
