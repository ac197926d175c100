"""The chart where the draft wants it: drawn anew from the tables as they stand, with its words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from digest.bubble.chart import chart, in_words, rates
from digest.bubble.ledger import ledger, weeks
from digest.bubble.table import CHART, CHART_DARK
from digest.config import Brand, BubbleSettings
from digest.model import Block, Issue, Picture

__all__ = ["Pictures", "illustrate"]

_LEAST = 2  # weeks; one bar alone compares nothing
Pictures = dict[str, Callable[[], bytes]]


def illustrate(
    issue: Issue, past: Sequence[Issue], settings: BubbleSettings, brand: Brand
) -> tuple[Issue, Pictures]:
    """`issue` with the words of its chart, and the pictures by the name that the draft gives them.

    Words that the editor put there stand; the colours are the brand's. With less than two weeks to compare there is no chart.
    """
    blocks = [block for section in issue.sections for block in section.blocks]
    if not any(isinstance(block, Picture) and block.src == CHART for block in blocks):
        return issue, {}
    shown = weeks((issue, *past), settings)
    if len(shown) < _LEAST:
        return _each(issue, lambda _: None), {}
    units = [entry.unit for one in (issue, *past) for entry in ledger(one, settings)]
    alt = in_words(shown, settings.currency, language=issue.language)
    caption = rates([unit for unit in units if unit], settings, language=issue.language)
    told = _each(
        issue,
        lambda picture: replace(
            picture, alt=picture.alt or alt, caption=picture.caption or caption
        ),
    )

    def drawn(*, dark: bool) -> Callable[[], bytes]:
        return lambda: chart(shown, settings.currency, brand, language=issue.language, dark=dark)

    return told, {CHART: drawn(dark=False), CHART_DARK: drawn(dark=True)}


def _each(issue: Issue, change: Callable[[Picture], Picture | None]) -> Issue:
    """`issue` with each picture of the chart changed, or taken out."""

    def changed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        found = (
            change(block) if isinstance(block, Picture) and block.src == CHART else block
            for block in blocks
        )
        return tuple(block for block in found if block is not None)

    sections = tuple(replace(section, blocks=changed(section.blocks)) for section in issue.sections)
    return replace(issue, sections=sections)
