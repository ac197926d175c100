"""A judged answer as an item: what stands is told, what does not gives way to the source's words."""

from collections.abc import Iterable, Sequence

from digest.model import Item, Sentence, Story, Written
from digest.notice import Notice
from digest.text import fold, language
from digest.write.escape import markdown_escape
from digest.write.extractive import links
from digest.write.fitness import Fitness, fitness
from digest.write.headline import headline
from digest.write.llm.gate import Judged, Judgement
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["of_judgement"]


def of_judgement(
    story: Story, judgement: Judgement, *, code: str, labels: Sequence[str]
) -> Written:
    """The item of `story` in language `code`, with its evidence; UnwrittenError ("facts") when no
    generated sentence stands.

    A sentence that fails is replaced by the first sentence it cites that can stand alone and is in
    the newsletter's language, or left out; the mark "replaced:2" counts both. Cited numbers that do
    not exist leave the mark "unknown-source", a title that fails gives way to a headline.
    """
    if not judgement.sound:
        raise UnwrittenError("facts", Notice("no sentence of the answer stands in the sources"))
    told: list[Sentence] = []
    failed = 0
    for one in judgement.sentences:
        if not one.complaints:
            told.append(one.sentence)
            continue
        failed += 1
        told += _instead(one, told, code)
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
    return Written(item=item, sentences=tuple(told), title_from=title_from)


def _instead(failed: Judged, told: Iterable[Sentence], code: str) -> Iterable[Sentence]:
    """The source sentence that takes the place of `failed`, if there is one."""
    seen = {fold(sentence.text) for sentence in told}
    for source in failed.sources:
        if (
            source.passages[0].field == "text"
            and fold(source.text) not in seen
            and fitness(source.text) is Fitness.ALONE
            and language(source.text) == code
        ):
            return (source,)
    return ()
