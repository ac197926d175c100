"""A text as a reader sees it, on one line: of what a model is shown, and of what it answers."""

import re
import unicodedata

__all__ = ["one_line"]

_INVISIBLE = {
    "Cc",
    "Cf",
    "Co",
    "Cs",
    "Cn",
}  # controls, zero width, reversed writing, hidden letters


def one_line(text: str) -> str:
    """`text` on one line, composed (NFC), without invisible characters; no-break spaces stay."""
    text = unicodedata.normalize("NFC", text)
    shown = (" " if char.isspace() and char not in "\u00a0\u202f" else char for char in text)
    kept = "".join(char for char in shown if unicodedata.category(char) not in _INVISIBLE)
    return re.sub(r" {2,}", " ", kept).strip()
