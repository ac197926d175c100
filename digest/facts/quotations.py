"""Words that a text puts in somebody's mouth: « », “ ”, ‘ ’, " ", „ “, and quotations within them."""

import re

from digest.text import Span

__all__ = ["quotations"]

# ‘ opens before a word, but for a year or a clipped word (‘90s, ‘em); ’ closes behind one, since within
# it and before a letter it is an apostrophe.
_MARK = re.compile(
    r"[«»“”„‹›「」\"]|(?<!\w)‘(?=[^\W\d]|\d(?!\ds\b))(?!(?:em|til|tis|twas|cause|n)\b)|(?<=\S)’(?!\w)"
    r"|\n[^\S\n]*\n"
)
_PAIRS = {"«": "»", "“": "”", "„": "“", "‘": "’", "‹": "›", "「": "」"}
_LONGEST = 1200  # a mark that closes farther away is a slip of the keyboard


def quotations(text: str, *, cut: bool = False) -> tuple[Span, ...]:
    """What stands between quotation marks, without the marks and the spaces inside them, in order.

    A quotation does not cross a blank line; one within another is given as well, after it. A mark
    that never closes opens nothing, unless `text` was `cut` out of a longer one: then what stands before a
    lone mark that closes and behind a lone one that opens is quoted. One pass, one stack.
    """
    found: list[Span] = []
    open_marks: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text):
        sign = mark.group()
        if sign.isspace():
            open_marks.clear()
            continue
        closes = next(
            (depth for depth in range(len(open_marks) - 1, -1, -1)
             if _closing(open_marks[depth][0], sign)),
            None,
        )  # fmt: skip
        if closes is not None and not (sign == "“" and open_marks[closes][0] != "„"):
            start = open_marks[closes][1]
            del open_marks[closes:]
            if 0 < mark.start() - start <= _LONGEST:
                _add(text, start, mark.start(), found)
        elif cut and sign in {"»", "”"}:
            _closed(text, mark.start(), found)
        elif sign in _PAIRS or sign == '"':
            open_marks.append((sign, mark.end()))
            del open_marks[:-8]  # nobody nests deeper, and the search above stays short
    if cut and (lone := next((one for one in open_marks if one[0] in {"«", "“", '"'}), None)):
        sign, at = lone
        if sign == '"' and not text[at : at + 1].isalnum():
            _closed(text, at - 1, found)
        else:
            _add(text, at, len(text), found)
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _closed(text: str, at: int, found: list[Span]) -> None:
    """What a lone mark at `at` closes: all before it, unless it is an inch."""
    if at <= _LONGEST and not text[:at][-1:].isdigit():
        _add(text, 0, at, found)


def _closing(opened: str, sign: str) -> bool:
    return sign == _PAIRS.get(opened, '"' if opened == '"' else None)


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    inside = inside.strip()
    if inside:
        found.append(Span(start, start + len(inside), inside))
