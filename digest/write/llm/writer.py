"""The writer that asks a model, and answers for every word: what it cannot prove, it does not print."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from digest.config import WriterSettings
from digest.errors import WriterError
from digest.model import Article, Issue, Item, Line, Story, Written
from digest.notice import Notice
from digest.workspace import Workspace
from digest.write.extractive import Extractive, links
from digest.write.llm import frame
from digest.write.llm import item as items
from digest.write.llm import prompt as prompts
from digest.write.llm import variants as versions
from digest.write.llm.account import Account, costs_path
from digest.write.llm.answer import ItemAnswer
from digest.write.llm.arbiter import same_event
from digest.write.llm.bill import Bill
from digest.write.llm.caller import Caller, Tally
from digest.write.llm.dialogue import Exchange, answered
from digest.write.llm.gate import Check, Judgement, check_of, judge
from digest.write.llm.memory import Memory, answers
from digest.write.llm.prompt import Prompt
from digest.write.llm.rights import closed, open_part, quoted
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["LLM"]

log = logging.getLogger(__name__)

RESERVED = "extractive:reserved"
UNASKED = "unasked"
BRIEF = (10, 35)  # words that are quoted of a publisher who reserves its texts


class LLM:
    """Writes items with a language model, each sentence checked against the sources it cites.

    A story that cannot be written so gets its extractive item, marked "extractive:" and why (see
    `UnwrittenError`). `style` is the house style; `tell` takes one line for the person at a time. What is spent is booked in the issue's `costs.json`, and together with
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
        tell: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self._settings = settings
        self._language = language
        self._day = day
        self._style = style
        self._bill = Bill(settings, tell)
        self._plain = Extractive(language=language)
        self._brief = Extractive(language=language, sentences=(1, 1), words=BRIEF)
        self._exchanges: dict[str, Exchange] = {}
        self._articles: dict[str, Article] = {}
        self._unwritten: dict[str, str] = {}  # stories that were written without the model, and why
        self._left: dict[str, str] = {}  # what round the items could not be written, and why
        self.lines: tuple[Line, ...] = ()
        self._call = partial(
            Caller,
            key=key,
            memory=Memory(answers(workspace)),
            account=Account(costs_path(workspace.issue(day))),
            changed=self._bill.changed,
        )
        self._caller = self._call(settings)

    def ask_nobody(self, why: str) -> None:
        """From now on only answers that are remembered count; all else is written without the model,
        and not marked for it."""
        self._call = partial(self._call, closed=UnwrittenError(UNASKED, why))
        self._caller = self._call(self._settings)

    @property
    def tally(self) -> Tally:
        """What this writer has asked and spent so far."""
        return self._caller.tally

    def write(self, story: Story) -> Written:
        """The item of `story`; WriterError when it holds no words at all."""
        written = self.write_all([story])
        if story.id not in written:
            raise WriterError(
                Notice("Story {story} holds neither a sentence nor a headline.", story=story.id),
                Notice("Delete its articles from articles.jsonl, or write the item by hand."),
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
        self._unwritten.clear()
        self._articles |= {a.id: a for story in stories for a in story.articles}
        questions = self._questions(stories)
        self._estimate(questions.values(), of=len(stories))
        found = asyncio.run(self._write_all(stories, questions, progress))
        without = Notice(
            "{count} {count:story|stories} written without the model", count=len(self._unwritten)
        )
        self._bill.sum_up(self.tally, self._unwritten, without, stopped=self._caller.stopped)
        return found

    def finish(self, issue: Issue, written: Mapping[str, Written]) -> Issue:
        """`issue` with standfirsts, teaser, preheader, proposals for the subject and a first editorial.

        `written` are its items by story id, the strongest first. Every line is checked like those
        of the items; where the model has none that stands, `issue` stays as it was composed.
        """
        if not self._settings.frame:
            return issue
        shown = {key: one for key, one in written.items() if RESERVED not in one.item.marks}
        asked = frame.tasks(issue, shown)
        found = asyncio.run(self._finish(asked))
        left = Notice(
            "{count} {count:part|parts} round the items left as composed", count=len(self._left)
        )
        self._bill.sum_up(self.tally, self._left, left)
        self.lines = frame.lines(found)
        return frame.fitted(issue, found)

    def rewrite(self, story: Story, item: Item, instruction: str) -> tuple[Written, ...]:
        """Up to three other versions of `item`, which tells `story`, after an editor's words.

        Each sentence is checked as always; what falls gives way, and a version of which nothing
        stands is left out. WriterError when there is none, with the reason.
        """
        return asyncio.run(self._rewritten(story, item, instruction))

    def same(self, pairs: Sequence[tuple[Story, Story]]) -> tuple[bool | None, ...]:
        """Whether each pair of stories tells one event; None where the model has no opinion."""
        found = asyncio.run(self._same(pairs))
        self._bill.opinions(found)
        return found

    def explain(self, story: str) -> str:
        """The question about `story`, the answers and what was said against them, as text.

        So too for "head", "editorial" and the key of a section.
        """
        return str(self._exchanges.get(story, ""))

    # ------------------------------------------------------------------------ all stories

    async def _write_all(
        self,
        stories: Sequence[Story],
        questions: Mapping[str, Prompt],
        progress: Callable[[int, str], None],
    ) -> dict[str, Written]:
        done = 0

        async def one(story: Story) -> Written | None:
            nonlocal done
            written = await self._written(story, questions.get(story.id))
            done += 1
            progress(done, self._bill.note)
            return written

        async with self._caller:
            results = await asyncio.gather(*(one(story) for story in stories))
        return {s.id: w for s, w in zip(stories, results, strict=True) if w is not None}

    async def _written(self, story: Story, question: Prompt | None) -> Written | None:
        """The item of one story, from the model or else from its sources."""
        open_story = open_part(story, self._settings.reserved)
        exchange = self._exchanges[story.id] = Exchange()
        try:
            if open_story is None:
                raise UnwrittenError("reserved", Notice("its publishers reserve their texts"))  # noqa: TRY301  # one place decides what a failure becomes
            return _linked(await self._generated(open_story, question, exchange), story)
        except UnwrittenError as error:
            kind, why = error.kind, error.why
        except Exception as error:  # noqa: BLE001  # a bug, or a library's on hostile input: the others go on
            # Its message and its traceback may hold the article.
            log.error("story %s: unexpected %s", story.id, type(error).__name__)  # noqa: TRY400
            kind, why = "error", f"unexpected {type(error).__name__}"
        exchange.turns.append(f"--- written without the model: {why}")
        self._unwritten[story.id] = kind
        return self._extracted(story, open_story, kind)

    def _extracted(self, story: Story, open_story: Story | None, kind: str) -> Written | None:
        try:
            if open_story is None:
                written = quoted(self._brief.write(story))
            else:
                written = _linked(self._plain.write(open_story), story)
        except WriterError:
            return None
        if kind == UNASKED:
            return written
        marks = (*written.item.marks, f"extractive:{kind}")
        return replace(written, item=replace(written.item, marks=marks))

    async def _same(self, pairs: Sequence[tuple[Story, Story]]) -> tuple[bool | None, ...]:
        reserved = self._settings.reserved
        async with self._caller:
            asked = (same_event(self._caller, *pair, reserved=reserved) for pair in pairs)
            return tuple(await asyncio.gather(*asked))

    # ------------------------------------------------------------------------ one story

    async def _generated(
        self, story: Story, question: Prompt | None, exchange: Exchange
    ) -> Written:
        """The item of `story`, of which a model may read everything."""
        prompt = question or self._prompt(story)
        if not prompt.numbered:
            raise UnwrittenError("answer", Notice("there is nothing that the model may be shown"))
        check = self._check(story.articles)

        def judged(answer: ItemAnswer) -> Judgement:
            return judge(answer, prompt.numbered, check, code=self._language)

        judgement = await answered(self._caller, prompt, ItemAnswer, judged, exchange)
        return items.of_judgement(
            story, judgement, code=self._language, labels=prompts.labels(self._language)
        )

    async def _rewritten(self, story: Story, item: Item, instruction: str) -> tuple[Written, ...]:
        open_story = open_part(story, self._settings.reserved)
        asked = self._prompt(open_story) if open_story is not None else None
        if open_story is None or asked is None or not asked.numbered:
            raise WriterError(
                Notice("Of this story nothing may be shown to a model."),
                Notice("Write it by hand."),
            )
        kept_out = closed(story.articles, self._settings.reserved)
        prompt = versions.asked_for(asked, item, instruction, closed=kept_out)
        check = self._check(open_story.articles)
        exchange = self._exchanges[story.id] = Exchange()
        longer = min(versions.COUNT * self._settings.max_output, 100_000)
        caller = self._call(self._settings.model_copy(update={"max_output": longer}))

        def judged(answer: versions.VariantsAnswer) -> versions.Variants:
            return versions.judged(answer, prompt.numbered, check, code=self._language)

        try:
            async with caller:
                found = await answered(caller, prompt, versions.VariantsAnswer, judged, exchange)
        except UnwrittenError as error:
            raise WriterError(
                Notice("The model gave no other version: {why}.", why=error.why)
            ) from error
        return versions.told(open_story, found, code=self._language)

    def _prompt(self, open_story: Story) -> Prompt:
        return prompts.of_story(
            open_story,
            language=self._language,
            day=self._day,
            style=self._style,
            most=self._settings.max_input,
        )

    # ------------------------------------------------------------------------ round the items

    async def _finish(
        self, asked: Mapping[str, tuple[frame.Task, Sequence[Written]]]
    ) -> dict[str, frame.Lines]:
        async with self._caller:
            found = await asyncio.gather(*(self._lines(key, *asked[key]) for key in asked))
        return {key: lines for key, lines in zip(asked, found, strict=True) if lines is not None}

    async def _lines(
        self, key: str, task: frame.Task, entries: Sequence[Written]
    ) -> frame.Lines | None:
        exchange = self._exchanges[key] = Exchange()
        try:
            prompt = frame.ask_about(
                entries, task, language=self._language, day=self._day, style=self._style
            )
            check = self._check(self._articles.values())

            def judged(answer: frame.FrameAnswer) -> frame.Lines:
                return frame.judged(answer, task, prompt.numbered, check, code=self._language)

            return await answered(self._caller, prompt, task.shape, judged, exchange)
        except UnwrittenError as error:
            exchange.turns.append(f"--- left as it was: {error.why}")
            self._left[key] = error.kind
        except Exception as error:  # noqa: BLE001  # a bug: the issue goes on without these lines
            log.error("%s: unexpected %s", key, type(error).__name__)  # noqa: TRY400  # as above
            self._left[key] = "error"
        return None

    def _questions(self, stories: Sequence[Story]) -> dict[str, Prompt]:
        """The question about each story that a model may be asked about, by its id."""
        found = {}
        for story in stories:
            with suppress(Exception):  # met again when the story is written, and marked there
                open_story = open_part(story, self._settings.reserved)
                if open_story is not None:
                    found[story.id] = self._prompt(open_story)
        return found

    def _estimate(self, questions: Iterable[Prompt], *, of: int) -> None:
        if self._caller.stopped:
            return
        new = [one for one in questions if not self._caller.remembers(one, ItemAnswer)]
        cost = sum((self._caller.likely(one) for one in new), Decimal(0))
        self._bill.estimate(len(new), of, cost=cost, left=self._caller.left)

    def _check(self, articles: Iterable[Article]) -> Check:
        return check_of(articles, language=self._language, day=self._day)


def _linked(written: Written, story: Story) -> Written:
    """`written` with a link to every publisher of `story`, also to those that no model may read."""
    return replace(written, item=replace(written.item, links=links(story.articles)))
