"""Whether a story was told before: the same likeness as for "same story", against past items."""

from collections import Counter
from collections.abc import Mapping, Sequence

from digest import text as reading
from digest.group.likeness import SAME_STORY, Likeness
from digest.group.views import Reading, read
from digest.model import Article, Item, Story

__all__ = ["already_told"]

_AT_ONCE = 1000  # articles compared with the past at once, so that the matrix stays small


def already_told(
    stories: Sequence[Story], readings: Mapping[str, Reading], told: Sequence[Item]
) -> dict[str, float]:
    """How surely each story stands among `told`, in ]0, 1], by story id; the new ones are absent.

    1 is "surely the same". A story is compared article by article with an item, and the mean
    counts, so that one name in common with the past does not make it old.
    """
    if not told or not stories:
        return {}
    past = [read(_as_article(number, item)) for number, item in enumerate(told)]
    now = [
        (story.id, article)
        for story in stories
        for article in story.articles
        if article.id in readings
    ]
    both = [*(readings[article.id] for _, article in now), *past]
    dates = [*(article.published for _, article in now), *(None for _ in past)]
    likeness = Likeness(both, dates)
    columns = range(len(now), len(both))
    sums: dict[str, list[float]] = {}
    sizes: Counter[str] = Counter(story for story, _ in now)
    for start in range(0, len(now), _AT_ONCE):
        rows = range(start, min(start + _AT_ONCE, len(now)))
        for (story, _), row in zip(now[start:], likeness.block(rows, columns), strict=False):
            sums[story] = [
                a + b for a, b in zip(sums.get(story, [0.0] * len(told)), row, strict=True)
            ]
    means = {story: max(values) / sizes[story] for story, values in sums.items()}
    return {
        story: round(min(float(mean) / (2 * SAME_STORY), 1.0), 4)
        for story, mean in sorted(means.items())
        if mean >= SAME_STORY
    }


def _as_article(number: int, item: Item) -> Article:
    return Article(
        id=str(number),
        url="",
        title=item.title,
        text=item.text,
        source="",
        publisher="",
        language=reading.language(f"{item.title} {item.text}"),
    )
