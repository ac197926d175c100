"""An item told anew, three ways, after an editor's words: under the rules every item is under."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from digest.draft.plain import plain
from digest.errors import WriterError
from digest.model import Article, Item, Sentence, Story, Written
from digest.notice import Notice
from digest.text import sentences, shorten
from digest.write.llm.answer import ItemAnswer, Shape
from digest.write.llm.gate import Check, Judgement, judge
from digest.write.llm.item import of_judgement
from digest.write.llm.line import one_line
from digest.write.llm.planted import planted
from digest.write.llm.prompt import Prompt, labels
from digest.write.llm.rights import borrows
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["COUNT", "Variants", "VariantsAnswer", "asked_for", "judged", "told"]

COUNT = 3
LONGEST = 500  # characters of an instruction

ASK = """\

This item stands in the issue already; it is the last part of the data, "Item as it is". An editor asks
for {count} other versions of it, each different from the others, under all the rules above. In
title, length and tone the editor's wish goes before the house style; it never goes before a rule:
{instruction}

Answer with a JSON object that holds the {count} versions, and nothing else:
{{"variants": [{{"title": "…", "label": "", "sentences": [{{"text": "…", "sources": [1, 4]}}]}}]}}
"""


class VariantsAnswer(Shape):
    variants: list[ItemAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variants:
    """The judged versions, those first that the model gave first."""

    judgements: tuple[Judgement, ...]

    @property
    def complaints(self) -> tuple[str, ...]:
        if not self.judgements:
            return ("There is no version.",)
        return tuple(why for one in self.judgements for why in one.complaints)

    @property
    def sound(self) -> int:
        return sum(one.sound for one in self.judgements)


def asked_for(
    prompt: Prompt, item: Item, instruction: str, *, closed: Sequence[Article] = ()
) -> Prompt:
    """The question for versions of `item`, made of the question (`prompt`) for its story.

    Of the item, sentences stay out that are words of `closed` articles, or instructions to a machine.
    """
    (system, rules), (user, data) = prompt.messages
    wish = shorten(instruction, LONGEST) or "(no particular wish)"
    body, end = data.rsplit("\n", 1)  # the closing fence stays last
    told = (item.title, *(one.text for one in sentences(plain(item.text))))
    shown = [one_line(one) for one in told if not (borrows(one, closed) or planted(one))]
    as_it_is = " ".join(shown) or "(not to be shown)"
    return Prompt(
        messages=(
            (system, rules + ASK.format(count=COUNT, instruction=wish)),
            (user, f"{body}\nItem as it is: {as_it_is}\n{end}"),
        ),
        numbered=prompt.numbered,
    )


def judged(
    answer: VariantsAnswer, numbered: Sequence[Sentence], check: Check, *, code: str
) -> Variants:
    """Each version of `answer` before the sentences it was made from; at most three."""
    return Variants(
        judgements=tuple(judge(one, numbered, check, code=code) for one in answer.variants[:COUNT])
    )


def told(story: Story, found: Variants, *, code: str) -> tuple[Written, ...]:
    """The versions of which a sentence stands, in language `code`; WriterError when there is none."""
    written = []
    for judgement in found.judgements:
        with suppress(UnwrittenError):
            written.append(of_judgement(story, judgement, code=code, labels=labels(code)))
    if not written:
        raise WriterError(
            Notice("No sentence of the model's versions stands in the sources."),
            Notice("Try other words, or edit the item by hand."),
        )
    return tuple(written)
