"""A judged answer as an item: what stands is told, what does not gives way to the source's words."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from digest.model import Item, Sentence, Story, Written
from digest.notice import Notice
from digest.text import language, sentences, stem, stopwords, words
from digest.write.escape import markdown_escape
from digest.write.extractive import links
from digest.write.fitness import Fitness, fitness
from digest.write.headline import headline
from digest.write.llm.gate import Judged, Judgement
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["as_read", "of_judgement"]

MEAGRE = 20  # words; of eight sentences a small model left « Le titre. »
HALF = 0.5  # of the words of a sentence stand in another: that one tells about the same


def of_judgement(
    story: Story, judgement: Judgement, *, code: str, labels: Sequence[str]
) -> Written:
    """The item of `story` in language `code`, with its evidence; UnwrittenError ("facts") when no
    generated sentence stands, or most fell and what is left tells no story.

    A sentence that fails is replaced by the nearest of those it cites that tell the same, can stand
    alone, are in the newsletter's language and are not told already, or left out; the mark
    "replaced:2" counts both. Cited numbers that do not exist leave the mark "unknown-source", a title
    that fails gives way to a headline.
    """
    if not judgement.sound:
        raise UnwrittenError("facts", Notice("no sentence of the answer stands in the sources"))
    told: list[Sentence] = []
    failed = 0
    standing = [one.text for one in judgement.sentences if not one.complaints]
    for one in judgement.sentences:
        if not one.complaints:
            told.append(one.sentence)
            continue
        failed += 1
        if (instead := _instead(one, standing, code)) is not None:
            standing.append(instead.text)
            told.append(instead)
    if failed > judgement.sound and sum(len(words(one.text)) for one in told) < MEAGRE:
        raise UnwrittenError("facts", Notice("too little of the answer stands in the sources"))
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


def _instead(failed: Judged, standing: Iterable[str], code: str) -> Sentence | None:
    """The source sentence that takes the place of `failed`: of those that tell about the same, with the
    figures that any of them has, the one that shares most words with it."""
    lost = _content(failed.text, code)
    cited = [(source, _content(source.text, code)) for source in failed.sources]
    figures = {one for one in lost if one[0].isdigit()} & {one for _, has in cited for one in has}
    told = [_content(text, code) for text in standing]
    fit = [
        (source, has)
        for source, has in cited
        if _tells(has, lost)
        and figures <= has
        and not any(_tells(said, has) for said in told)
        and source.passages[0].field == "text"
        and fitness(source.text) is Fitness.ALONE
        and language(source.text) == code
    ]
    return max(fit, key=lambda one: len(one[1] & lost))[0] if fit else None


def _tells(said: set[str], content: set[str]) -> bool:
    return len(said & content) >= HALF * len(content)


def _content(text: str, code: str) -> set[str]:
    return {stem(word, code) for word in words(text) if word not in stopwords(code)}
