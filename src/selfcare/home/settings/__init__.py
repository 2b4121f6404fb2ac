"""The settings: `rows` lists what can be set, `reading` reads the file that sets it, `changing` changes one value of it.

To add a setting: one row in `rows`, its typed property in `reading.Settings`, then `python tests/regenerate_settings_docs.py`.
"""

from __future__ import annotations

from selfcare.home.settings.kinds import Value, shown
from selfcare.home.settings.reading import LIMIT, Settings, SettingsBroken, read_settings
from selfcare.home.settings.rows import CASELOAD, GROUPS, SETTINGS, Setting

__all__ = [
    "CASELOAD",
    "GROUPS",
    "LIMIT",
    "SETTINGS",
    "Setting",
    "Settings",
    "SettingsBroken",
    "Value",
    "read_settings",
    "shown",
]
