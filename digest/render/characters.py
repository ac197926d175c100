"""Characters that may be printed: what XML, mail and the eye can take."""

import re
import unicodedata

__all__ = ["one_line", "printable"]

# C0 and C1 controls (XML refuses them, mail mangles them), lone surrogates and non-characters, and
# the overrides of direction with which a title could turn the rest of its line around.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\u202a-\u202e]"
)
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")


def printable(text: str) -> str:
    """`text` in NFC, its line ends as `\\n`, without what cannot be printed."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", _LINE_END.sub("\n", text)))


def one_line(text: str) -> str:
    """`printable(text)` on one line: fit for a header, a title, an attribute."""
    # Not split(): it would also take the no-break spaces that French needs.
    return re.sub("[ \t\n]+", " ", printable(text)).strip(" \u00a0\u202f")
