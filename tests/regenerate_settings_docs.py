"""Write docs/settings.md anew, from the list of settings and from what the tool says.

    python tests/regenerate_settings_docs.py

Run it with selfcare installed, after a row of the list was changed on purpose, and read `git diff docs/settings.md`
aloud. A test holds the page to what this makes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.home.settings import GROUPS, SETTINGS, SettingsBroken, Value, read_settings, shown
from selfcare.text.diagnostics import for_eyes

if TYPE_CHECKING:
    from selfcare.home.settings import Setting

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"

EXAMPLE = """\
# Mine. A line that begins with # is for you.
pace = "slower"
theme = "contrast"
rate = 140
captions = true
voice_command = ["my-voice", "--out", "{file}", "{text}"]
"""

SLIP = """\
pace = "slow"
raet = 140
volume = "80"
"""

TOP = """\
# Settings

You need none of them: without a settings file every setting has its default. A setting changes how a session looks and
sounds on this computer, never what was prescribed.

| To | Write |
|---|---|
| see all of them, with their values and where each came from | `selfcare settings` |
| see more about one | `selfcare settings pace` |
| change one | `selfcare settings set pace slower` |
| give one back its default | `selfcare settings unset pace` |

`set` changes that one value in the file, and nothing else: your comments, your order and your spaces stay. `unset`
takes out the lines of that one setting.

A value may come from three places. What the environment says goes above what the file says, and that above the
default. `selfcare settings` tells which of the three it was, with the line of the file or the variable's name.
"""

FILE = """\
## The file

It is called `settings.toml`. `selfcare settings` tells where it is; on Linux that is the folder `.config/selfcare` of
your home. You can write it with any editor: one setting a line, as in the last but one column above.

```toml
{example}```

A slip is told at its place, and nothing is done until it is mended:

```text
{slip}
```

## The hour at which a day ends

`day_ends` is set in the same way, `selfcare settings set day_ends 05:00`, but it is kept in the log and not in the
file, because the log's days depend on it, wherever the log goes. It may be 00:00 to 12:00, and is 04:00 until you
change it. It holds from then on; days that were written down stay as they are.
"""

HEAD = """\
| Setting | What it does | On the command line | In the file | Default |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    groups = [f"## {name}\n\n{HEAD}{''.join(map(row, settings))}" for name, settings in GROUPS.items()]
    return "\n".join([TOP, *groups, FILE.format(example=EXAMPLE, slip=said_of(SLIP))])


def row(one: Setting) -> str:
    """One setting's row."""
    more = f" `{one.variable}` in the environment overrules it." if one.variable else ""
    does = f"{one.does} {one.more}{more}"
    cells = (f"`{one.key}`", does, one.kind.takes(), one.kind.written(), shown(one.default))
    return f"| {' | '.join(cells)} |\n"


def said_of(text: str) -> str:
    """What the tool says of a settings file in which something is wrong."""
    try:
        read_settings(text.encode())
    except SettingsBroken as broken:
        return for_eyes(broken.problems, broken.name, broken.text)
    return ""


def values_of(text: str) -> dict[str, Value]:
    """The values that a sound settings file sets."""
    read = read_settings(text.encode())
    return {one.key: read.values[one.key] for one in SETTINGS if read.origins[one.key] == "file"}


if __name__ == "__main__":
    PAGE.write_bytes(page().encode())
