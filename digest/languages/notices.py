"""Notices in the language of who reads them: `LANGUAGE.po` beside this file, by their English words.

The English template is the key (gettext's way), so a notice stands once, where it is said, and no
translation can go missing: a test compares the catalogue with every notice of the code.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from digest.notice import Notice

__all__ = ["catalogue", "translated"]


def translated(text: str, language: str) -> str:
    """`text` in `language` ("fr"): a Notice by the catalogue, anything else as it stands.

    What has no translation is said in English. Numbers are written as the language does; where a
    translation asks for it, words agree with a number (`{sent:parti|partis}`), and a day, or the name
    of an issue that begins with one, stands in full (`{date:day}`).
    """
    if not isinstance(text, Notice) or language == "en":
        return str(text)
    template = catalogue(language).get(text.template, text.template)
    return _Filling(language).vformat(template, (), text.values) if text.values else template


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """English template -> template in `language`; empty where there is no such file."""
    from babel.messages.pofile import read_po  # noqa: PLC0415  # 60 ms that English need not pay

    path = resources.files("digest.languages") / f"{language}.po"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as lines:
        found = read_po(lines, locale=language)
    return {str(one.id): str(one.string) for one in found if one.id and one.string}


class _Filling(Formatter):
    """Fills a template: notices among its values are translated too."""

    def __init__(self, language: str) -> None:
        self._language = language

    def format_field(self, value: Any, spec: str) -> str:
        one, agrees, many = spec.partition("|")
        if agrees:
            return one if _plural(self._language)(value) == "one" else many
        if spec == "day":
            return _day(value, self._language)
        if isinstance(value, str):
            return format(translated(value, self._language), spec)
        said = format(value, spec)
        if not isinstance(value, int | float | Decimal) or not spec:
            return said  # a year, a line, a status: no number to be grouped
        comma, point = _signs(self._language)
        return said.translate({ord(","): comma, ord("."): point})

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        del args  # values have names
        return kwargs[str(key)]


def _day(value: date | str, language: str) -> str:
    """ "27 septembre 2025"; what is no day stands as it is."""
    from babel.dates import format_date  # noqa: PLC0415  # 60 ms that English need not pay

    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    said: str = format_date(day, "long", locale=language)
    return said.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else said


@cache
def _plural(language: str) -> Callable[[float], str]:
    """Which form of a word goes with a number, by the rules of the Unicode CLDR."""
    from babel import Locale  # noqa: PLC0415  # 60 ms that English need not pay

    form: Callable[[float], str] = Locale.parse(language).plural_form
    return form


@cache
def _signs(language: str) -> tuple[str, str]:
    """What stands between thousands, and before decimals."""
    from babel.numbers import (  # noqa: PLC0415  # 60 ms that English need not pay
        get_decimal_symbol,
        get_group_symbol,
    )

    return get_group_symbol(language), get_decimal_symbol(language)
