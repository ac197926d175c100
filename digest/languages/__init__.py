"""The words the program itself puts before readers and editors.

Of each language, a TOML file with the phrases of pages and mails, by keys (`label.agenda`), and a
catalogue of the notices that stand in the code in English (`LANGUAGE.po`).
"""

import tomllib
from datetime import date
from functools import cache
from importlib import resources

from digest.errors import ConfigError
from digest.languages.notices import translated
from digest.notice import Notice

__all__ = ["Phrases", "available", "phrases", "translated"]


class Phrases:
    """The phrases of one language: `phrases("fr")("label.agenda")`."""

    def __init__(self, code: str, table: dict[str, str]) -> None:
        self.code = code
        self._table = table

    def __call__(self, key: str, **values: object) -> str:
        """The phrase under `key` with its placeholders filled; KeyError for an unknown key."""
        return self._table[key].format(**values)

    def date(self, day: date) -> str:
        """ "samedi 27 septembre 2025", "mercredi 1er octobre 2025"."""
        from babel.dates import format_date  # noqa: PLC0415 - 60 ms that --help must not pay

        pattern = self("head.date_first" if day.day == 1 else "head.date")
        return format_date(day, pattern, locale=self.code)

    def keys(self) -> frozenset[str]:
        return frozenset(self._table)


def available() -> tuple[str, ...]:
    """The codes of the languages there are, sorted."""
    folder = resources.files(__name__)
    return tuple(
        sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml"))
    )


@cache
def phrases(code: str) -> Phrases:
    """The phrases of language `code` ("fr", "en"); ConfigError when there is no such file."""
    if code not in available():
        known = ", ".join(available())
        raise ConfigError(
            Notice("There is no language {code!r}.", code=code),
            Notice("Choose one of: {known}.", known=known),
        )
    text = (resources.files(__name__) / f"{code}.toml").read_text(encoding="utf-8")
    table: dict[str, str] = {}
    for section, entries in tomllib.loads(text).items():
        for key, value in entries.items():
            table[f"{section}.{key}"] = value
    return Phrases(code, table)
