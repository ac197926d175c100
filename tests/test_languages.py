import string

import pytest

from digest.errors import ConfigError
from digest.languages import available, phrases


@pytest.mark.parametrize("code", available())
def test_every_language_says_everything_with_the_same_placeholders(code: str):
    french, other = phrases("fr"), phrases(code)
    assert other.keys() == french.keys()
    for key in french.keys():  # noqa: SIM118  `Phrases` is not a mapping
        assert placeholders(other, key) == placeholders(french, key), key


def placeholders(table, key: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(table._table[key]) if field}


def test_an_unknown_language_names_the_known_ones():
    with pytest.raises(ConfigError) as caught:
        phrases("tlh")
    assert "en, fr" in caught.value.hint
