"""docs/configuration.md and the starter name every key there is, and none that is not."""

import re
import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from digest.config import (
    BouncesSettings,
    BubbleSettings,
    CheckSettings,
    EmbeddingSettings,
    GroupingSettings,
    Newsletter,
    SectionRule,
    SendingSettings,
    ServeSettings,
    SourceSettings,
    WriterSettings,
    load,
)
from digest.config.database import DatabaseSettings
from digest.config.sending import DkimKey, DkimSettings
from digest.config.source import SOURCES

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
STARTER = ROOT / "digest" / "starter" / "config"
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)

REQUIRED = "**Required**"


def defaults(model: type[BaseModel]) -> dict[str, Any]:
    """Each key of one table with its default; sub-tables have a table of their own."""
    return {
        name: REQUIRED if field.is_required() else field.default
        for name, field in model.model_fields.items()
        if not isinstance(field.default, BaseModel) and name != "options"
    }


def tables() -> dict[str, dict[str, Any]]:
    """Heading in the page -> key -> default, as the code has them."""
    found = {"[newsletter]": defaults(Newsletter)}
    for name, field in Newsletter.model_fields.items():
        if isinstance(field.default, BaseModel):
            found[f"[newsletter.{name}]"] = defaults(type(field.default))
    found["[writer]"] = defaults(WriterSettings)
    found["[sending]"] = defaults(SendingSettings)
    found["[sending.dkim]"] = defaults(DkimSettings)
    found["[sending.dkim.ed25519]"] = defaults(DkimKey)
    found["[database]"] = defaults(DatabaseSettings)
    found["[serve]"] = defaults(ServeSettings)
    found["[bounces]"] = defaults(BouncesSettings)
    found["[check]"] = defaults(CheckSettings)
    found["[embeddings]"] = defaults(EmbeddingSettings)
    found["[grouping]"] = defaults(GroupingSettings)
    found["[bubble]"] = defaults(BubbleSettings)
    found["[[section]]"] = defaults(SectionRule)
    found["[[source]]"] = defaults(SourceSettings)
    return found


def documented() -> dict[str, dict[str, str]]:
    """Heading in the page -> key -> what stands under *Default*."""
    found: dict[str, dict[str, str]] = {}
    heading = ""
    for line in PAGE.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").strip("`")
        elif row := re.match(r"\| `(\w+)` \|[^|]*\| ([^|]*) \|", line):
            found.setdefault(heading, {})[row[1]] = row[2]
    return found


def value(cell: str) -> Any:
    if cell == REQUIRED:
        return REQUIRED
    parsed = tomllib.loads(f"value = {cell.strip('`')}")["value"]
    return tuple(parsed) if isinstance(parsed, list) else parsed


@pytest.mark.parametrize("heading", tables())
def test_the_page_has_every_key_with_its_default(heading: str):
    said = {key: value(cell) for key, cell in documented()[heading].items()}
    assert said == tables()[heading]


@pytest.mark.parametrize("kind", SOURCES)
def test_the_page_has_every_option_of_a_source_type(kind: str):
    said = documented()[f'type = "{kind}"']
    options = SOURCES[kind].model_fields.keys() - SourceSettings.model_fields.keys()
    assert set(said) == options
    required = {key for key in options if SOURCES[kind].model_fields[key].is_required()}
    assert {key for key, cell in said.items() if cell == REQUIRED} == required


def test_the_page_describes_nothing_else():
    types = {f'type = "{kind}"' for kind in SOURCES}
    assert set(documented()) == set(tables()) | types


def test_the_page_gives_an_example_of_each_file():
    assert {key for block in BLOCKS for key in tomllib.loads(block)} == {
        "newsletter",
        "section",
        "database",
        "sending",
        "serve",
        "bounces",
        "source",
        "writer",
        "check",
        "bubble",
        "grouping",
        "embeddings",
    }


@pytest.mark.parametrize("block", BLOCKS)
def test_every_example_of_the_page_loads(block: str, tmp_path: Path):
    load_files(tmp_path, block)


def load_files(folder: Path, *texts: str) -> None:
    files = {
        "newsletter": "digest",
        "writer": "digest",
        "check": "digest",
        "bubble": "digest",
        "grouping": "digest",
        "embeddings": "digest",
        "sending": "digest",
        "serve": "digest",
        "database": "digest",
        "bounces": "digest",
        "section": "sections",
        "source": "sources",
    }
    (folder / "digest.toml").write_text('[newsletter]\nname = "Essai"\n', encoding="utf-8")
    for text in texts:
        for table in tomllib.loads(text):
            (folder / f"{files[table]}.toml").write_text(text, encoding="utf-8")
    load(folder)


def test_the_starter_has_the_sections_of_the_sample():
    # One vocabulary to maintain: a better word list reaches new newsletters too.
    # A section for subscribers alone is the sample's own: who begins has none.
    shared = [rule for rule in load(ROOT / "config").sections if rule.audience == "everyone"]
    assert list(load(STARTER).sections) == shared


def test_the_starter_sets_every_key_of_the_newsletter():
    table = tomllib.loads((STARTER / "digest.toml").read_text(encoding="utf-8"))["newsletter"]
    assert set(table) == set(Newsletter.model_fields)
    for name, field in Newsletter.model_fields.items():
        if isinstance(field.default, BaseModel):
            assert set(table[name]) == set(type(field.default).model_fields)


def test_the_starters_plain_values_are_the_defaults():
    table = tomllib.loads((STARTER / "digest.toml").read_text(encoding="utf-8"))["newsletter"]
    own = {"name", "tagline", "signoff", "about"}
    for name, field in Newsletter.model_fields.items():
        if isinstance(field.default, BaseModel):
            assert table[name] == field.default.model_dump()
        elif name not in own:
            said = tuple(table[name]) if isinstance(table[name], list) else table[name]
            assert said == field.default, name
    assert isinstance(table["hour"], time)


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("writer", WriterSettings),
        ("sending", SendingSettings),
        ("serve", ServeSettings),
        ("database", DatabaseSettings),
        ("bounces", BouncesSettings),
    ],
)
def test_the_starters_table_is_the_default_key_by_key(name: str, model: type[BaseModel]):
    table = tomllib.loads((STARTER / "digest.toml").read_text(encoding="utf-8"))[name]
    assert set(table) == set(model.model_fields)
    assert model(**table) == model()


@pytest.mark.parametrize(
    ("file", "model"), [("sections.toml", SectionRule), ("sources.toml", SourceSettings)]
)
def test_the_starter_explains_every_key(file: str, model: type[BaseModel]):
    text = (STARTER / file).read_text(encoding="utf-8")
    explained = re.findall(r"^#   (\w+) {2,}\S", text, re.MULTILINE)
    assert sorted(explained) == sorted(defaults(model))


def commented_sources() -> str:
    """The examples of sources.toml, with their comment signs taken away."""
    text = (STARTER / "sources.toml").read_text(encoding="utf-8")
    lines = re.findall(r"^# (\[\[source\]\]|\w+ = .*)$", text, re.MULTILINE)
    return "\n".join(lines) + "\n"


def test_the_starters_commented_sources_load_once_taken_in(tmp_path: Path):
    load_files(tmp_path, commented_sources())


def test_the_starter_shows_every_option_of_every_source_type():
    shown: dict[str, set[str]] = {}
    for source in tomllib.loads(commented_sources())["source"]:
        shown.setdefault(source["type"], set()).update(source)
    for kind, table in SOURCES.items():
        options = table.model_fields.keys() - SourceSettings.model_fields.keys()
        assert options <= shown[kind] <= set(table.model_fields)
    assert set(shown) == set(SOURCES)


def test_a_new_workspace_collects_from_nothing_yet():
    assert load(STARTER).sources == ()
