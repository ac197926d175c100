"""Other versions of an item after an editor's words: asked for once, under the gate of every item."""

import json
import runpy
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.config import WriterSettings
from digest.errors import WriterError
from digest.model import Story
from digest.workspace import Workspace
from digest.write import Extractive, rewrite
from digest.write.llm import LLM
from digest.write.llm.account import Account, costs_path

pytestmark = pytest.mark.slow  # each test waits for a server

SERVER = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("openai_server.py"))))
DAY = date(2025, 9, 27)


@pytest.fixture
def server():
    with SERVER.Server() as running:
        yield running


@pytest.fixture
def make(server, tmp_path: Path):
    def make(**settings: object) -> LLM:
        known = {"type": "llm", "model": "scripted", "base_url": server.url, "retries": 0}
        prices = {"input_price": 1.0, "output_price": 4.0}
        return LLM(
            WriterSettings(**known | prices | settings),
            language="fr",
            day=DAY,
            style="Court.",
            workspace=Workspace(tmp_path),
            key="sk-secret",
        )

    return make


def again(writer, story: Story, wish: str = "plus court"):
    return rewrite(story, Extractive().write(story).item, wish, writer)


def test_three_versions_come_of_one_question(make, server, story: Story):
    found = again(make(), story)
    assert len({one.item.title for one in found}) == len(found) == 3
    assert all(one.item.id == story.id and one.sentences[0].passages for one in found)
    assert len(server.questions) == 1


def test_the_wish_is_told_as_a_wish_and_the_item_as_material(make, server, story: Story):
    again(make(), story, "plus grinçant")
    system, user = (message["content"] for message in server.questions[0].body["messages"])
    assert "plus grinçant" in system
    assert "Item as it is: " in user
    assert user.splitlines()[-1].startswith("END ")


@pytest.mark.parametrize("bad", ["invented_number", "invented_name", "invented_quotation"])
def test_what_no_source_says_is_in_no_version(make, server, story: Story, bad: str):
    server.script = getattr(SERVER, bad)
    said = json.dumps([one.item.text for one in again(make(), story)], ensure_ascii=False)
    assert not any(word in said for word in ("987 654", "Tramontane", "monde très ancien"))


@pytest.mark.parametrize("bad", ["failing", "broken", "refusal", "wrong_ids"])
def test_without_a_version_the_reason_is_told(make, server, story: Story, bad: str):
    server.script = getattr(SERVER, bad)
    with pytest.raises(WriterError):
        again(make(), story)


def test_a_writer_without_a_model_says_what_to_do(story: Story):
    with pytest.raises(WriterError) as caught:
        again(Extractive(), story)
    assert "docs/writing.md" in caught.value.hint


def test_versions_are_paid_for_under_the_ceiling(make, server, story: Story, tmp_path: Path):
    again(make(), story)
    account = Account(costs_path(Workspace(tmp_path).issue(DAY)))
    spent = sum(read + 4 * written for read, written in server.billed) / Decimal(1_000_000)
    assert account.total == spent
    with pytest.raises(WriterError):
        again(make(max_cost=float(spent)), story, "plus long")


def test_reserved_texts_are_not_shown(make, server, story: Story):
    publishers = [article.source for article in story.articles]
    with pytest.raises(WriterError, match="nothing may be shown"):
        again(make(reserved=publishers), story)
    assert not server.questions
