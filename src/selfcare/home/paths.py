"""Where things are kept. A path function makes no folder and looks at no file.

SELFCARE_HOME puts everything below one folder. Without it the system says where data and settings belong, by
platformdirs: imported only then, because it costs more than all the rest of a small command's paths.
"""

from __future__ import annotations

from pathlib import Path

from selfcare.home import environment
from selfcare.text.errors import SettingsInvalid

_NAME = "selfcare"
_PEOPLE = "people"


def data_folder(person: str | None = None) -> Path:
    """The folder of the log: of that person, a folder of their own below it. None: of who is not named."""
    return _of(person, _override() or _of_system("user_data_path"))


def settings_folder(person: str | None = None) -> Path:
    """The folder of the settings file; of a person as above."""
    return _of(person, _override() or _of_system("user_config_path"))


def people_folder() -> Path:
    """Where the people who are named have their folders."""
    return data_folder() / _PEOPLE


def log_file(folder: Path) -> Path:
    """The log in a data folder."""
    return folder / "log.sqlite3"


def log_lock(folder: Path) -> Path:
    """Held, short, round each writing to the log."""
    return folder / "log.lock"


def session_lock(folder: Path) -> Path:
    """Held while a session plays."""
    return folder / "session.lock"


def settings_file(folder: Path) -> Path:
    """The settings in a settings folder."""
    return folder / "settings.toml"


def sound_folder() -> Path:
    """Where phrases and tones are kept once they were made; all of it can be thrown away."""
    override = _override()
    return override / "sound" if override else _of_system("user_cache_path") / "sound"


def downloads_and_desktop() -> tuple[Path, ...]:
    """Where a file from the therapist is likely to lie: downloads, then desktop. They need not exist."""
    from platformdirs import user_desktop_path, user_downloads_path

    return user_downloads_path(), user_desktop_path()


def _of(person: str | None, folder: Path) -> Path:
    return folder if person is None else folder / _PEOPLE / person


def _override() -> Path | None:
    said = environment.home_override()
    if said is None:
        return None
    try:
        return Path(said).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise SettingsInvalid(f"SELFCARE_HOME names no folder: {error}") from None


def _of_system(which: str) -> Path:
    import platformdirs

    try:
        path: Path = getattr(platformdirs, which)(_NAME, appauthor=False)
    except RuntimeError:
        raise SettingsInvalid("No home folder is known here. Set SELFCARE_HOME to a folder of yours.") from None
    return path
