"""The chart of the last issues: money announced each week, by kind. And the same in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from digest.bubble.figures import money, number, power
from digest.bubble.ledger import OTHER, Week
from digest.config import Brand, BubbleSettings
from digest.config.bubble import DEAL_KINDS
from digest.drawing import Canvas, width
from digest.languages import Phrases, phrases

__all__ = ["chart", "in_words", "rates"]

# In the pixels of a mail's column. On a phone all of it is shown at three fifths.
_WIDTH, _BARS, _TOP, _FOOT, _ROW = 552, 190, 58, 62, 32
_SIZE = 20.0
_BASE = _TOP + _BARS
_GAP = 2  # of ground between two kinds


# Each kind keeps its colour from week to week; neighbours in the order of the kinds differ, and each
# differs from the ground by 3 to 1 (WCAG 1.4.11), whatever near-white or near-black the brand has.
_LIGHT: Mapping[str, str] = {
    "investment": "#b23a24",
    "funding": "#b8660f",
    "debt": "#0b5a8a",
    "capex": "#2b8577",
    "acquisition": "#7a4a9a",
    "contract": "#5f7f2a",
    "settlement": "#8a6248",
    "public": "#55699b",
    OTHER: "#7d7872",
}
_DARK: Mapping[str, str] = {
    "investment": "#f0917d",
    "funding": "#f2bd6b",
    "debt": "#8fc9ee",
    "capex": "#7fd3c3",
    "acquisition": "#c9a4e8",
    "contract": "#b6d37c",
    "settlement": "#cfa88c",
    "public": "#a9b8dd",
    OTHER: "#a6a39d",
}


class _Palette(NamedTuple):
    """The colours of one chart."""

    ground: str
    ink: str
    soft: str
    line: str
    kinds: Mapping[str, str]

    @classmethod
    def of(cls, brand: Brand, *, dark: bool) -> "_Palette":
        if dark:
            return cls(brand.card_dark, brand.ink_dark, brand.soft_dark, brand.line_dark, _DARK)
        return cls(brand.card, brand.ink, brand.soft, brand.line, _LIGHT)


@lru_cache(maxsize=8)  # 0.1 s a drawing; the newsroom asks again at every change of a word
def chart(
    weeks: tuple[Week, ...], currency: str, brand: Brand, *, language: str, dark: bool
) -> bytes:
    """A bar a week, oldest first, the kinds stacked in it: a PNG of twice 552 pixels' width."""
    say, palette = phrases(language), _Palette.of(brand, dark=dark)
    scale, heading = _scale(weeks, currency, say)
    kinds = [kind for kind in _kinds(weeks) if _seen(kind, weeks)]
    legend = _legend(kinds, say)
    canvas = Canvas(_WIDTH, _BASE + _FOOT + _ROW * len(legend), palette.ground)
    canvas.words(0, 24, heading, size=_SIZE, colour=palette.soft)
    _bars(canvas, weeks, kinds, palette)
    _totals(canvas, weeks, scale, palette, language)
    _days(canvas, weeks, palette, say)
    canvas.box(0, _BASE, _WIDTH, _BASE + 1, palette.line)
    for row, cells in enumerate(legend):
        y = _BASE + _FOOT + _ROW * row + 20
        for x, kind, word in cells:
            canvas.box(x, y - 14, x + 14, y, palette.kinds[kind])
            canvas.words(x + 22, y, word, size=_SIZE, colour=palette.ink)
    return canvas.png()


def _slot(weeks: Sequence[Week]) -> float:
    return _WIDTH / max(len(weeks), 4)


def _height(value: Decimal, weeks: Sequence[Week]) -> float:
    return float(value / (max(week.total for week in weeks) or 1)) * _BARS


def _bars(canvas: Canvas, weeks: Sequence[Week], kinds: Sequence[str], palette: _Palette) -> None:
    half = min(_slot(weeks) * 0.31, 32)
    for at, week in enumerate(weeks):
        middle, top = (at + 0.5) * _slot(weeks), float(_BASE)
        for kind in kinds:
            height = _height(week.of(kind), weeks)
            gap = _GAP if top < _BASE and height > 2 * _GAP else 0
            canvas.box(middle - half, top - height, middle + half, top - gap, palette.kinds[kind])
            top -= height


def _totals(
    canvas: Canvas, weeks: Sequence[Week], scale: int, palette: _Palette, language: str
) -> None:
    for at, week in enumerate(weeks):
        canvas.words(
            (at + 0.5) * _slot(weeks),
            _BASE - _height(week.total, weeks) - 8,
            number(week.total / scale, language),
            size=_SIZE,
            colour=palette.ink,
            weight="Semibold",
            align="middle",
        )


def _days(canvas: Canvas, weeks: Sequence[Week], palette: _Palette, say: Phrases) -> None:
    """The day under its bar, and the month where it begins."""
    for at, week in enumerate(weeks):
        begins = at == 0 or weeks[at - 1].day.month != week.day.month
        for y, word in (
            (26, str(week.day.day)),
            (48, _dated(week.day, "MMM", say) if begins else ""),
        ):
            canvas.words(
                (at + 0.5) * _slot(weeks),
                _BASE + y,
                word,
                size=_SIZE,
                colour=palette.soft,
                align="middle",
            )


def _legend(kinds: Sequence[str], say: Phrases) -> list[list[tuple[float, str, str]]]:
    """The kinds in rows: where each stands, and its word."""
    rows: list[list[tuple[float, str, str]]] = [[]]
    x = 0.0
    for kind in kinds:
        word = say(f"bubble.{kind}").split("|")[0]
        room = 22 + width(word, size=_SIZE)
        if rows[-1] and x + room > _WIDTH:
            rows.append([])
            x = 0.0
        rows[-1].append((x, kind, word))
        x += room + 26
    return rows


def in_words(weeks: Sequence[Week], currency: str, *, language: str) -> str:
    """All that the chart says, newest week first, for those who do not see it."""
    say = phrases(language)
    told = []
    for week in reversed(weeks):
        parts = [
            say(
                "bubble.of",
                kind=say(f"bubble.{kind}").split("|")[0],
                amount=money(week.of(kind), currency, language),
            )
            for kind in _kinds([week])
        ]
        total = money(week.total, currency, language)
        detail = f" ({', '.join(parts)})" if len(parts) > 1 else f" ({parts[0]})" if parts else ""
        watts = f", {power(week.watts, language)}" if week.watts else ""
        told.append(
            say(
                "bubble.week",
                day=_dated(week.day, say("memory.date"), say),
                told=f"{total}{detail}{watts}",
            )
        )
    return f"{say('bubble.chart')} {' '.join(told)}"


def rates(units: Sequence[str], settings: BubbleSettings, *, language: str) -> str:
    """At which rates sums in `units` were added up: « 1 $ = 0,85 € »; "" when all are in one currency."""
    used = [
        unit for unit in sorted({*units}) if unit != settings.currency and unit in settings.rates
    ]
    said = ", ".join(
        f"{money(Decimal(1), unit, language)} = "
        f"{money(Decimal(str(settings.rates[unit])), settings.currency, language)}"
        for unit in used
    )
    return phrases(language)("bubble.rates", rates=said) if said else ""


def _kinds(weeks: Sequence[Week]) -> list[str]:
    """The kinds there are, in their order; from the bottom of a bar to its top."""
    return [kind for kind in (*DEAL_KINDS, OTHER) if any(week.of(kind) for week in weeks)]


def _seen(kind: str, weeks: Sequence[Week]) -> bool:
    """Whether a kind has a part of a bar that an eye can see."""
    most = max(week.total for week in weeks)
    return any(week.of(kind) * _BARS >= most for week in weeks)


def _scale(weeks: Sequence[Week], currency: str, say: Phrases) -> tuple[int, str]:
    """What the numbers over the bars count, and the heading that says it."""
    most = max((week.total for week in weeks), default=Decimal(0))
    scale = 10**9 if most >= 10**9 else 10**6
    unit = money(Decimal(scale), currency, say.code).replace("1", "").strip(" ")
    return scale, say("bubble.each", unit=unit)


def _dated(day: date, pattern: str, say: Phrases) -> str:
    from babel.dates import format_date  # noqa: PLC0415  # 60 ms that --help must not pay

    return str(format_date(day, pattern, locale=say.code))
