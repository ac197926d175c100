"""A judged answer as an item: what stands is told, what does not gives way to the source's words."""

from collections.abc import Container, Sequence
from itertools import accumulate

from digest.model import Item, Sentence, Story, Written
from digest.notice import Notice
from digest.text import language, sentences
from digest.write.escape import markdown_escape
from digest.write.extractive import links
from digest.write.fitness import Fitness, fitness
from digest.write.headline import headline
from digest.write.llm.gate import Judged, Judgement
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["as_read", "of_judgement"]


def of_judgement(
    story: Story, judgement: Judgement, *, code: str, labels: Sequence[str]
) -> Written:
    """The item of `story` in language `code`, with its evidence; UnwrittenError ("facts") when no
    generated sentence stands.

    A sentence that fails is replaced by the first sentence it cites that can stand alone, is in the
    newsletter's language and bears out no other sentence, or left out; the mark "replaced:2" counts both. Cited numbers that do
    not exist leave the mark "unknown-source", a title that fails gives way to a headline.
    """
    if not judgement.sound:
        raise UnwrittenError("facts", Notice("no sentence of the answer stands in the sources"))
    told: list[Sentence] = []
    failed = 0
    used = {one for row in judgement.sentences if not row.complaints for one in row.sources}
    for one in judgement.sentences:
        if not one.complaints:
            told.append(one.sentence)
            continue
        failed += 1
        instead = _instead(one, used, code)
        used.update(instead)
        told += instead
    marks = []
    if failed:
        marks.append(f"replaced:{failed}")
    if judgement.unknown:
        marks.append("unknown-source")
    title, title_from = judgement.title, None
    if judgement.title_complaints:
        found = headline(story, code, told)
        title, title_from = found.text, found.source
        marks.append("title:replaced")
    item = Item(
        id=story.id,
        title=title,
        label=judgement.label if judgement.label in labels else "",
        text=" ".join(markdown_escape(sentence.text) for sentence in told),
        links=links(story.articles),
        marks=tuple(marks),
    )
    return Written(item=item, sentences=as_read(told), title_from=title_from, labelled=True)


def as_read(told: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """`told` one after the other, in the sentences that a reader of the draft finds there.

    Where two run together (« … à M. » and « Dupont … ») they are one, which rests on the passages
    of both. The check knows a sentence again by its words.
    """
    ends = list(accumulate(len(one.text) + 1 for one in told))  # each with the space behind it
    places = list(zip([0, *ends], ends, told, strict=False))
    return tuple(
        Sentence(
            text=span.text,
            passages=tuple(
                dict.fromkeys(
                    passage
                    for start, end, one in places
                    if start < span.end and span.start < end
                    for passage in one.passages
                )
            ),
        )
        for span in sentences(" ".join(one.text for one in told))
    )


def _instead(failed: Judged, used: Container[Sentence], code: str) -> Sequence[Sentence]:
    """The source sentence that takes the place of `failed`, if there is one that is not `used`."""
    for source in failed.sources:
        if (
            source.passages[0].field == "text"
            and source not in used
            and fitness(source.text) is Fitness.ALONE
            and language(source.text) == code
        ):
            return (source,)
    return ()
