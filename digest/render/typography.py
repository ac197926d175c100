"""Microtypography: the spaces, apostrophes and dashes a reader of the language expects.

Two passes. The first may change the length of a text (three dots become one character); the second
replaces characters one for one. So the second can look at a whole paragraph, bold and links
included, and its result is cut back into the pieces it was joined from. What must not be touched
(addresses, code) is put back afterwards, at the same offsets.

Only spaces that are there are converted: `10:30`, `Yahoo!` and `Md$` survive. But before the colon of
a French sentence, which no name ends with, a space is put: half the French press writes « Climat: ».
French after the Lexique des règles typographiques en usage à l'Imprimerie nationale.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

__all__ = ["LANGUAGES", "typeset", "typeset_runs"]

NBSP = "\u00a0"
NARROW = "\u202f"
_SPACE = f"[ {NBSP}{NARROW}]"

# An address in running text: no space in it, so that matching is linear.
_PROTECTED = re.compile(r"(?:https?://|www\.)[^\s<>«»]+")
_SPACES = re.compile(rf"[ \t\r\n{NBSP}{NARROW}](?:[ \t\r\n{NBSP}{NARROW}]+|(?<=[\t\r\n]))")
_LONG = re.compile(rf"(?P<address>{_PROTECTED.pattern})|\.\.\.|(?<= )--(?= )")
# A colon of prose: « Climat: le », not 10:30 or std::vector.
_TIGHT = re.compile(r":(?<=[^\W_]:|[»”)%€$…’'\"]:)(?=\s|\Z)")
_CONCERNED = re.compile(f"[ '\"{NBSP}{NARROW}]")

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _rule(pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Rule:
    """`␣` in a pattern stands for any of the three spaces; a replacement keeps the length.

    A pattern begins with the character it replaces and looks behind it afterwards: a pattern that
    looks behind first is tried at every character, at three times the cost.
    """
    return re.compile(pattern.replace("␣", _SPACE)), replacement


def _after(*words: str) -> str:
    return "(?:" + "|".join(rf"(?<=\b{word}␣)" for word in words) + ")"


def _thousands(match: re.Match[str]) -> str:
    return re.sub(_SPACE, NARROW, match[0])


_UNITS = (
    r"%|‰|[kMG][€$£]|Mds?[€$£]?|(?:milliers|millions?|milliards?|euros?|dollars?)\b"
    r"|(?:[kcm]?m[²³]?|[km]?g|km/h|ha|[kMGT]?Wh?|[kMGT]?Hz|[kKMGTP]o|[kKMGT]bit/s|min|h|s|t|°C)\b"
)

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

# What stands round a space that must not break: one pattern, tried at spaces only.
_NO_BREAK = (
    r"(?=:(?:\s|$))(?<=[\w»”)\]%€$…’'\"]␣)",
    r"(?=[»›])",
    r"(?<=[«‹]␣)",
    rf"(?<=\d␣)(?={_UNITS})",
    r"(?=[€$£¥])(?<=\w␣)",
    r"(?=\d\d?\b)(?:(?<=\dh␣)|(?<=\d␣h␣))",
    rf"(?=(?:{_MONTHS})\b)(?:(?<=\b\d␣)|(?<=\b\d\d␣)|(?<=\b1er␣))",
    rf"(?=\d){_after('[nN][°º]', '[nN]os', 'p[.]', 'pp[.]')}",
    rf"(?=[A-ZÀ-ÖØ-Þ]){_after('M[.]', 'MM[.]', 'Mme', 'Mmes', 'Mlle', 'Dr', 'Pr', 'Me')}",
)

_FRENCH: tuple[Rule, ...] = (
    _rule(r"'(?=[\w«“\"])(?<=[^\W\d_]')", "’"),
    _rule(r"␣(?=[;!?])(?<=\S␣)", NARROW),
    # Groups of three after one to three digits: "en 2025 300 lecteurs" is not one number.
    _rule(r"\d(?<![\w.,’]\d)\d{0,2}(?:␣\d{3})+(?!\d)", _thousands),
    _rule(f"␣(?:{'|'.join(_NO_BREAK)})", NBSP),
    _rule(r"-(?=␣)(?<=␣-)", "–"),
)

_ENGLISH: tuple[Rule, ...] = (
    _rule(r"'(?=\w)(?<=\w')|'(?=\d0s\b)", "’"),
    _rule(r"'(?=[\w“\"])(?:(?<=^')|(?<=[\s(\[{—–/\"“]'))", "‘"),
    _rule(r"'(?<=\S')", "’"),
    _rule(r"\"(?=\S)(?:(?<=^\")|(?<=[\s(\[{—–/‘]\"))", "“"),
    _rule(r"\"(?<=\S\")", "”"),
    _rule(r"-(?= )(?<= -)", "–"),
)

LANGUAGES: dict[str, tuple[Rule, ...]] = {"fr": _FRENCH, "en": _ENGLISH}


def typeset(text: str, language: str, *, narrow: bool = True) -> str:
    """`text` with the spaces, apostrophes and dashes of `language` ("fr", "en"); idempotent.

    A language without a table is returned with its white space joined. `narrow=False` writes
    U+00A0 where French wants U+202F, for programs that draw a box instead.
    """
    return typeset_runs([text], language, narrow=narrow)[0]


def typeset_runs(runs: Sequence[str], language: str, *, narrow: bool = True) -> list[str]:
    """Typeset the runs of one paragraph together: what stands in one decides about the next.

    "« " in a plain run and "Titre" in a bold one are one text to a reader. Returns as many runs.
    """
    first = [_shortened(run) for run in runs]
    joined = "".join(first)
    tight = [found.start() for found in _TIGHT.finditer(joined)] if language == "fr" else []
    joined = done = _TIGHT.sub(" :", joined) if tight else joined
    # A name of one word, as most links and companies are, has nothing that a rule is about.
    rules = LANGUAGES.get(language, ()) if _CONCERNED.search(joined) else ()
    for pattern, replacement in rules:
        done = pattern.sub(replacement, done)
    if not narrow:
        done = done.replace(NARROW, NBSP)
    done = _with_addresses_of(joined, done)
    ends = [end + bisect_right(tight, end) for end in accumulate(map(len, first))]
    return [done[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _shortened(run: str) -> str:
    run = _SPACES.sub(" ", run)
    if "..." in run or " -- " in run:
        run = _LONG.sub(lambda found: found["address"] or _SHORT[found[0]], run)
    return run


_SHORT = {"...": "…", "--": "–"}


def _with_addresses_of(before: str, after: str) -> str:
    """`after`, of the same length as `before`, with the addresses that stood there."""
    if "://" not in before and "www." not in before:
        return after
    pieces, start = [], 0
    for address in _PROTECTED.finditer(before):
        pieces += [after[start : address.start()], address[0]]
        start = address.end()
    return "".join([*pieces, after[start:]])
