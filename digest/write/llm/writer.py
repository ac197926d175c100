"""The writer that asks a model, and answers for every word: what it cannot prove, it does not print."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from digest.config import WriterSettings
from digest.errors import WriterError
from digest.model import Story, Written
from digest.workspace import Workspace
from digest.write.extractive import Extractive, links
from digest.write.llm import item as items
from digest.write.llm import prompt as prompts
from digest.write.llm.account import Account, costs_path
from digest.write.llm.answer import ItemAnswer, read
from digest.write.llm.caller import Caller, Tally
from digest.write.llm.gate import Check, FactCheck, Judgement, checked_by, judge
from digest.write.llm.memory import Memory
from digest.write.llm.prompt import Prompt
from digest.write.llm.rights import open_part
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["LLM"]

log = logging.getLogger(__name__)

AGAIN = """\
Some of this does not stand in the numbered sentences:
{complaints}
Answer once more with the whole JSON object. Keep what is right, correct or leave out what is not."""
NOT_JSON = "This was not the JSON object that was asked for. Answer with it and nothing else."
BRIEF = (10, 35)  # words that are quoted of a publisher who reserves its texts


@dataclass(slots=True)
class _Exchange:
    """One story's questions, answers and verdicts, to be explained."""

    prompt: Prompt | None = None
    turns: list[str] = field(default_factory=list)


class LLM:
    """Writes items with a language model, each sentence checked against the sources it cites.

    A story that cannot be written so gets its extractive item, marked "extractive:" and why (see
    `UnwrittenError`). `style` is the house style; `facts` is the fact check; `tell` takes one line for
    the person at a time. What is spent is booked in the issue's `costs.json`, and together with
    what stands there it never exceeds `settings.max_cost`.
    """

    def __init__(
        self,
        settings: WriterSettings,
        *,
        language: str,
        day: date,
        style: str,
        workspace: Workspace,
        key: str,
        facts: FactCheck,
        tell: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self._settings = settings
        self._language = language
        self._day = day
        self._style = style
        self._facts = facts
        self._tell = tell
        self._plain = Extractive(language=language)
        self._brief = Extractive(language=language, sentences=(1, 1), words=BRIEF)
        self._exchanges: dict[str, _Exchange] = {}
        self._note = ""
        self._caller = Caller(
            settings,
            key=key,
            memory=Memory(workspace.cache / "llm"),
            account=Account(costs_path(workspace.issue(day))),
            changed=self._changed,
        )

    @property
    def tally(self) -> Tally:
        """What this writer has asked and spent so far."""
        return self._caller.tally

    def write(self, story: Story) -> Written:
        """The item of `story`; WriterError when it holds no words at all."""
        written = self.write_all([story])
        if story.id not in written:
            raise WriterError(
                f"Story {story.id} holds neither a sentence nor a headline.",
                "Delete its articles from articles.jsonl, or write the item by hand.",
            )
        return written[story.id]

    def write_all(
        self,
        stories: Sequence[Story],
        progress: Callable[[int, str], None] = lambda _done, _note: None,
    ) -> dict[str, Written]:
        """The items of `stories` by story id, several under way at once.

        The first stories are the first to be paid for. `progress` is told how many are done, and
        of tokens and money. A story without any words has no entry. Never raises for a story.
        """
        self._estimate(stories)
        found = asyncio.run(self._write_all(stories, progress))
        self._sum_up(found)
        return found

    def explain(self, story: str) -> str:
        """The question about `story`, the answers and what was said against them, as text."""
        exchange = self._exchanges.get(story)
        if exchange is None:
            return ""
        asked = exchange.prompt.messages if exchange.prompt else ()
        return "\n\n".join([*(f"--- {role}\n{text}" for role, text in asked), *exchange.turns])

    # ------------------------------------------------------------------------ all stories

    async def _write_all(
        self, stories: Sequence[Story], progress: Callable[[int, str], None]
    ) -> dict[str, Written]:
        done = 0

        async def one(story: Story) -> Written | None:
            nonlocal done
            written = await self._written(story)
            done += 1
            progress(done, self._note)
            return written

        async with self._caller:
            results = await asyncio.gather(*(one(story) for story in stories))
        return {s.id: w for s, w in zip(stories, results, strict=True) if w is not None}

    async def _written(self, story: Story) -> Written | None:
        """The item of one story, from the model or else from its sources."""
        open_story = open_part(story, self._settings.reserved)
        exchange = self._exchanges[story.id] = _Exchange()
        try:
            if open_story is None:
                raise UnwrittenError("reserved", "its publishers reserve their texts")  # noqa: TRY301  # one place decides what a failure becomes
            return await self._generated(story, open_story, exchange)
        except UnwrittenError as error:
            kind, why = error.kind, error.why
        except Exception as error:  # noqa: BLE001  # a bug, or a library's on hostile input: the others go on
            # Its message and its traceback may hold the article.
            log.error("story %s: unexpected %s", story.id, type(error).__name__)  # noqa: TRY400
            kind, why = "error", f"unexpected {type(error).__name__}"
        exchange.turns.append(f"--- written without the model: {why}")
        return self._extracted(story, open_story, kind)

    def _extracted(self, story: Story, open_story: Story | None, kind: str) -> Written | None:
        try:
            if open_story is None:
                written = self._brief.write(story)
            else:
                written = self._plain.write(open_story)
                written = replace(written, item=replace(written.item, links=links(story.articles)))
        except WriterError:
            return None
        marks = (*written.item.marks, f"extractive:{kind}")
        return replace(written, item=replace(written.item, marks=marks))

    # ------------------------------------------------------------------------ one story

    async def _generated(self, story: Story, open_story: Story, exchange: _Exchange) -> Written:
        prompt = exchange.prompt = self._prompt(open_story)
        if not prompt.numbered:
            raise UnwrittenError("answer", "there is nothing that the model may be shown")
        check = checked_by(self._facts, open_story.articles, language=self._language, day=self._day)
        judgement = await self._judged(prompt, check, exchange)
        return items.of_judgement(
            story, judgement, code=self._language, labels=prompts.labels(self._language)
        )

    async def _judged(self, prompt: Prompt, check: Check, exchange: _Exchange) -> Judgement:
        """The better of two answers: the second is only asked for with complaints about the first."""
        text, first, complaint = await self._asked(prompt, check, exchange)
        if first is not None and not complaint:
            return first
        try:
            _, second, _ = await self._asked(prompt.followed(text, complaint), check, exchange)
        except UnwrittenError as error:
            exchange.turns.append(f"--- no second answer: {error.why}")
            second = None
        answers = [one for one in (second, first) if one is not None]
        if not answers:
            raise UnwrittenError("answer", "both answers are not the JSON that was asked for")
        return min(answers, key=lambda one: (one.sound == 0, len(one.complaints)))

    async def _asked(
        self, prompt: Prompt, check: Check, exchange: _Exchange
    ) -> tuple[str, Judgement | None, str]:
        """The answer's words, its judgement (None: not readable), and the complaint to send back."""
        text = await self._caller.ask(prompt, ItemAnswer)
        exchange.turns.append(f"--- answer\n{text}")
        if not text.strip():
            raise UnwrittenError("refusal", "the model answers with nothing")
        try:
            judgement = judge(read(text, ItemAnswer), prompt.numbered, check, code=self._language)
        except UnwrittenError:
            complaint = NOT_JSON
            exchange.turns.append(f"--- complaint\n{complaint}")
            return text, None, complaint
        if not judgement.complaints:
            return text, judgement, ""
        complaint = AGAIN.format(complaints="\n".join(f"- {why}" for why in judgement.complaints))
        exchange.turns.append(f"--- complaint\n{complaint}")
        return text, judgement, complaint

    def _prompt(self, open_story: Story) -> Prompt:
        return prompts.of_story(
            open_story,
            language=self._language,
            day=self._day,
            style=self._style,
            most=self._settings.max_input,
        )

    # ------------------------------------------------------------------------ for the person

    def _estimate(self, stories: Sequence[Story]) -> None:
        allowed = [open_part(story, self._settings.reserved) for story in stories]
        questions = [self._prompt(story) for story in allowed if story is not None]
        new = [one for one in questions if not self._caller.remembers(one, ItemAnswer)]
        cost = sum(self._caller.likely(one) for one in new)
        left = self._caller.purse.ceiling - self._caller.purse.spent
        self._tell(
            f"{self._settings.model}: {len(new)} of {len(stories)} stories to ask about, "
            f"about {cost:.4f} {self._settings.currency} "
            f"({max(left, 0):.4f} left for this issue)"
        )

    def _changed(self, tally: Tally) -> None:
        tokens = tally.input_tokens + tally.output_tokens
        self._note = f"{tokens:,} tokens, {tally.cost:.4f} {self._settings.currency}"

    def _sum_up(self, found: Mapping[str, Written]) -> None:
        marks = Counter(
            mark.partition(":")[2]
            for written in found.values()
            for mark in written.item.marks
            if mark.startswith("extractive:")
        )
        tally = self._caller.tally
        line = f"{self._settings.model}: {tally.calls} calls, {tally.remembered} from memory, {self._note or 'nothing spent'}"
        if marks:
            reasons = ", ".join(f"{kind} {count}" for kind, count in sorted(marks.items()))
            line += f"; {marks.total()} stories written without the model ({reasons})"
        self._tell(line)
