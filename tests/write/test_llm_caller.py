"""What one run asks of one server: remembered by all that shapes it, and paid for however it ends."""

import asyncio
import runpy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.config import WriterSettings
from digest.model import Story
from digest.write.llm.account import Account
from digest.write.llm.answer import ItemAnswer
from digest.write.llm.caller import Caller
from digest.write.llm.frame import EditorialAnswer
from digest.write.llm.memory import Memory
from digest.write.llm.prompt import Prompt, of_story

SERVER = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("openai_server.py"))))
Make = Callable[..., Caller]

SHAPING = {"base_url": "http://127.0.0.1:9/v1", "model": "m2", "temperature": 0.9, "max_output": 99}
INTO_THE_WORDS = {"max_input", "reserved", "voice"}  # of the question, which are part of the key
ON_THE_WAY = {
    *("type", "key_env", "timeout", "retries", "parallel", "frame", "options"),
    *("currency", "input_price", "output_price", "max_cost"),
}


@pytest.fixture
def server():
    with SERVER.Server() as running:
        yield running


@pytest.fixture
def make(server, tmp_path: Path) -> Make:
    def make(**changed: object) -> Caller:
        known = {"type": "llm", "model": "m", "base_url": server.url, "retries": 2}
        settings = WriterSettings(**known, input_price=1, output_price=4)
        return Caller(
            settings.model_copy(update=changed),
            key="k",
            memory=Memory(tmp_path / "memory"),
            account=Account(tmp_path / "costs.json"),
            changed=lambda _tally: None,
        )

    return make


@pytest.fixture
def prompt(story: Story) -> Prompt:
    return of_story(story, language="fr", day=date(2025, 9, 27), style="", most=9_000)


async def asked(caller: Caller, prompt: Prompt) -> str:
    async with caller:
        return await caller.ask(prompt, ItemAnswer)


def test_of_each_setting_it_is_decided_whether_it_shapes_an_answer():
    """A new one is put into the key of the memory, or here among those that need not be."""
    assert set(WriterSettings.model_fields) == {*SHAPING, *INTO_THE_WORDS, *ON_THE_WAY}


def test_an_answer_is_remembered_by_all_that_shapes_it(make: Make, prompt: Prompt):
    asyncio.run(asked(make(), prompt))
    assert make().remembers(prompt, ItemAnswer)
    assert make(timeout=9.0, retries=0, max_cost=9.0).remembers(prompt, ItemAnswer)
    for name, value in SHAPING.items():
        assert not make(**{name: value}).remembers(prompt, ItemAnswer), name
    other = replace(prompt, messages=(*prompt.messages, ("user", "?")))
    assert not make().remembers(other, ItemAnswer)
    assert not make().remembers(prompt, EditorialAnswer)


@pytest.mark.slow
@pytest.mark.parametrize("script", ["cut", "nonsense", "gateway"])
def test_what_was_lost_before_a_good_answer_is_paid_for_too(
    make: Make, server, prompt: Prompt, tmp_path: Path, script: str
):
    server.script = SERVER.first(getattr(SERVER, script))
    caller = make()
    worst = caller.worst(prompt, ItemAnswer)
    assert asyncio.run(asked(caller, prompt))
    (entry,) = Account(tmp_path / "costs.json").entries
    assert len(server.billed) == 2
    read, written = server.billed[-1]
    assert entry.cost == worst + Decimal(read + 4 * written) / 1_000_000
    assert (entry.calls, entry.lost, entry.input_tokens) == (1, 1, read)


@pytest.mark.slow
def test_what_is_interrupted_is_paid_for_with_all_that_was_lost_before(
    make: Make, server, prompt: Prompt, tmp_path: Path
):
    server.script = SERVER.first(
        SERVER.cut, lambda question: SERVER.Answer(SERVER.item(question), pause=3)
    )

    async def interrupted() -> None:
        async with make() as caller:
            question = asyncio.create_task(caller.ask(prompt, ItemAnswer))
            while len(server.questions) < 2:  # noqa: ASYNC110  # a thread counts them
                await asyncio.sleep(0.01)
            question.cancel()
            with pytest.raises(asyncio.CancelledError):
                await question

    asyncio.run(interrupted())
    (entry,) = Account(tmp_path / "costs.json").entries
    assert (entry.calls, entry.lost) == (0, 2)
    assert entry.cost == 2 * make().worst(prompt, ItemAnswer)
