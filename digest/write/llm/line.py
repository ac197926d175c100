"""Texts as a reader sees them: of what a model is shown, and of what it answers."""

import re
import unicodedata

from digest.text import sentences

__all__ = ["one_line", "paired", "plain_line", "running"]

_INVISIBLE = {
    "Cc",
    "Cf",
    "Co",
    "Cs",
    "Cn",
}  # controls, zero width, reversed writing, hidden letters
# What a model writes beside words. A sign before a figure is a claim (« - 5 % »), and so is a year.
_NUMBERS = re.compile(r"[ \u00a0\u202f]?\[\d{1,4}(?:, ?\d{1,4})*\](?:,?(?= ?\[\d))?")
_POINT = re.compile(r"(?:(?:#{1,6}|[->*+•]|\d{1,2}[.)]) +(?!\d))+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_EMPHASIS = re.compile(r"(?<!\w)([*_]{1,3}|~~|`+)(?=\S)(.{1,600}?)(?<=\S)\1(?!\w)")
_INCHES = re.compile(r"\d ?\"")
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
    return tuple(_stopped(line) for line in lines if _worded(line))


def paired(text: str) -> bool:
    """Whether each quotation mark of `text` has its partner; a " behind a figure may be inches."""
    straight, inches = text.count('"'), len(_INCHES.findall(text))
    return (
        text.count("«") == text.count("»")
        and sum(map(text.count, "“”„")) % 2 == 0
        and 0 in {straight % 2, (straight - inches) % 2}
    )


def _plain(text: str) -> str:
    """Line by line, so that a sign at the head of one is seen even behind what is invisible. A point of
    a list is a paragraph, and so is what stands on either side of a line without words."""
    lines = []
    for line in map(one_line, text.splitlines()):
        point = _POINT.match(line)
        words = line[point.end() :] if point else line
        lines.append(f"\n{words}" if point else words if _worded(words) else "")
    shown = _NUMBERS.sub("", _LINK.sub(r"\1", "\n".join(lines)))
    return _EMPHASIS.sub(r"\2", shown)


def _worded(text: str) -> bool:
    return any(map(str.isalnum, text))


def _stopped(sentence: str) -> str:
    if sentence.rstrip(_CLOSERS)[-1:] in tuple(".!?…"):
        return sentence
    return sentence.rstrip(" ,;:–—-") + "."
