"""A writer is made from its settings; one of the user's own like a built-in."""

import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.config import Config, Newsletter, WriterSettings
from digest.errors import WriterError
from digest.model import Item, Story, Written
from digest.workspace import Workspace
from digest.write import Extractive, make, write


def made(tmp_path: Path, environ: dict[str, str] | None = None, **settings: object):
    said: list[str] = []
    config = Config(newsletter=Newsletter(name="N"), writer=WriterSettings(**settings))
    workspace = Workspace(tmp_path)
    day = date(2025, 9, 27)
    writer = make(config, day=day, workspace=workspace, environ=environ or {}, tell=said.append)
    return writer, said


class Mine:
    def __init__(self, config, *, day, workspace, environ, tell):
        self.word = config.writer.options["word"]

    def write(self, story: Story) -> Written:
        if story.id == "s0":
            raise WriterError("no")
        return Written(item=Item(id=story.id, text=self.word), sentences=())


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(sys.modules, "my_package", SimpleNamespace(Mine=Mine))
    return "my_package:Mine"


def test_by_default_nothing_asks_a_model(tmp_path: Path):
    writer, said = made(tmp_path, {"OPENAI_API_KEY": "sk-there"})
    assert isinstance(writer, Extractive)
    assert not said


def test_a_writer_of_ones_own_gets_its_options(tmp_path: Path, plug_in: str, story: Story):
    writer, _ = made(tmp_path, type=plug_in, options={"word": "Bonjour"})
    assert writer.write(story).item.text == "Bonjour"


def test_a_story_that_a_writer_cannot_write_has_no_entry(tmp_path: Path, plug_in: str, story):
    writer, _ = made(tmp_path, type=plug_in, options={"word": "Bonjour"})
    told = []
    written = write([Story(id="s0", articles=()), story], writer, lambda n, _: told.append(n))
    assert list(written) == [story.id]
    assert told == [1, 2]


@pytest.mark.parametrize("kind", ["no_such_package:Writer", "json:Writer", "json:", ":x"])
def test_a_writer_that_is_not_there_is_named(tmp_path: Path, kind: str):
    with pytest.raises(WriterError) as caught:
        made(tmp_path, type=kind)
    assert kind in caught.value.message
    assert "writer.type" in caught.value.hint


def test_a_model_without_its_key_writes_as_without_a_model_and_says_so(
    tmp_path: Path, story: Story
):
    writer, said = made(
        tmp_path, type="llm", model="m", key_env="LLM_KEY", input_price=1, output_price=1
    )
    found = write([story], writer)
    assert found == write([story], Extractive(language="fr"))
    assert "1 story written without the model (unasked 1)" in said[-1]
    assert "the server is not asked (no key in LLM_KEY)" in said[-1]


@pytest.mark.parametrize("address", ["http://localhost:11434/v1", "http://[::1]:8080/v1"])
def test_a_model_on_this_machine_needs_neither_key_nor_prices(tmp_path: Path, address: str):
    writer, said = made(tmp_path, type="llm", model="m", base_url=address)
    assert not isinstance(writer, Extractive)
    assert not said
