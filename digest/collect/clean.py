"""What remains of a text when the lines that are not the article's are gone."""

from collections.abc import Sequence

from digest.collect.article import normalise
from digest.collect.furniture import is_aside, is_box, is_end, is_furniture, is_prose, word_count

__all__ = ["clean", "without_furniture"]

ENOUGH = 40  # words of prose: with fewer before it, "Comments" is a button at the head of a page


def clean(text: str) -> str:
    """`text` normalised, without date lines, bylines, share, cookie and comment lines, « Lire aussi »
    links, and all that follows the article. Idempotent; a word of the result is a word of `text`.
    """
    return "\n\n".join(without_furniture(normalise(text).split("\n\n")))


def without_furniture(lines: Sequence[str]) -> list[str]:
    """The paragraphs `lines` that belong to the article."""
    kept: list[str] = []
    read = 0  # words of prose so far
    after_aside = False
    for number, line in enumerate(lines):
        if read >= ENOUGH and (
            is_end(line) or (is_box(line) and not _goes_on(lines[number + 1 :]))
        ):
            break
        prose = is_prose(line)
        if is_furniture(line) or (after_aside and not prose):
            # « Lire aussi » alone on its line announces titles; with a title, it says all.
            after_aside = (after_aside and not prose) or (is_aside(line) and word_count(line) <= 5)
            continue
        after_aside = False
        kept.append(line)
        if prose:
            read += word_count(line)
    return kept


def _goes_on(rest: Sequence[str]) -> bool:
    """Whether the article goes on in `rest`: in paragraphs that follow one another, where lists of
    other articles alternate titles and teasers.
    """
    prose = [is_prose(line) and not is_furniture(line) for line in rest]
    return any(all(prose[start : start + 3]) for start in range(len(prose) - 2))
