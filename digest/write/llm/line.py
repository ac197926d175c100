"""Texts as a reader sees them: of what a model is shown, and of what it answers."""

import re
import unicodedata

from digest.draft.plain import plain
from digest.text import sentences

__all__ = ["one_line", "paired", "plain_line", "running"]

_INVISIBLE = {
    "Cc",
    "Cf",
    "Co",
    "Cs",
    "Cn",
}  # controls, zero width, reversed writing, hidden letters
_NUMBERS = re.compile(r"[ \u00a0\u202f]?\[\d{1,4}(?:, ?\d{1,4})*\]")
_CLOSERS = "»”\"’')] \u00a0\u202f"


def one_line(text: str) -> str:
    """`text` on one line, composed (NFC), without invisible characters; no-break spaces stay."""
    text = unicodedata.normalize("NFC", text)
    shown = (" " if char.isspace() and char not in "\u00a0\u202f" else char for char in text)
    kept = "".join(char for char in shown if unicodedata.category(char) not in _INVISIBLE)
    return re.sub(r" {2,}", " ", kept).strip()


def plain_line(text: str) -> str:
    """What a model wrote, as its words on one line: without signs of Markdown or numbers of sources."""
    return one_line(_plain(text))


def running(text: str) -> tuple[str, ...]:
    """What a model wrote, as sentences that can follow each other: plain, each with its stop.

    What stands between quotation marks is not parted: a quotation is true as a whole.
    """
    lines: list[str] = []
    for one in sentences(_plain(text)):
        if lines and not paired(lines[-1]):
            lines[-1] += f" {one_line(one.text)}"
        else:
            lines.append(one_line(one.text))
    return tuple(_stopped(line) for line in lines if any(map(str.isalnum, line)))


def paired(text: str) -> bool:
    """Whether each quotation mark of `text` has its partner."""
    return (
        text.count("«") == text.count("»")
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
    )


def _plain(text: str) -> str:
    """Line by line, so that a sign at the head of one is seen even behind what is invisible."""
    return plain(_NUMBERS.sub("", "\n".join(map(one_line, text.splitlines()))))


def _stopped(sentence: str) -> str:
    if sentence.rstrip(_CLOSERS)[-1:] in tuple(".!?…"):
        return sentence
    return sentence.rstrip(" ,;:–—-") + "."
