"""`digest build` where the model is asked about contested stories, and `digest why` after it."""

import json
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.slow  # each test waits for a server

SERVER = SimpleNamespace(
    **runpy.run_path(str(Path(__file__).parents[1] / "write/openai_server.py"))
)
EXTRACTIVE = 'type = "extractive"'
DAY = ("--issue", "2025-09-27")
FAIR = """---
url: https://gazette.example/orbite
title: Orbite, le salon du spatial, ouvre à Lyon
date: 2025-09-25
lang: fr
---

Le salon Orbite ouvre ses portes à Lyon : 250 exposants, trois jours, un thème, le spatial.
"""
HEAD = """---
url: https://courrier.example/orbite
title: "Orbite : « Des commandes fermes, et de la patience »"
date: 2025-09-25
lang: fr
---

La directrice du salon veut que la recherche sorte des laboratoires. À Lyon, elle demande à
l'État des commandes fermes, et aux banques de la patience.
"""
ONE, TWO = "https://gazette.example/orbite", "https://courrier.example/orbite"


def parted(question):
    """No to every pair; items as ever."""
    ids = re.findall(r"^Group (\S+):$", question.body["messages"][1]["content"], re.MULTILINE)
    if not ids:
        return SERVER.good(question)
    return SERVER.Answer(json.dumps({"one": ids[0], "other": ids[1], "same": False}))


def pairs(server) -> int:
    shown = [question.body["messages"][1]["content"] for question in server.questions]
    return sum("Group s" in one for one in shown)


@pytest.fixture
def server():
    with SERVER.Server(parted) as running:
        yield running


@pytest.fixture
def build(run: Callable, workspace: Path, week: Path, server):
    (week / "d.md").write_text(FAIR, encoding="utf-8")
    (week / "e.md").write_text(HEAD, encoding="utf-8")
    path = workspace / "config" / "digest.toml"
    head = path.read_text(encoding="utf-8").partition("[writer]")[0]

    def build(contested: float, *, model: bool = True):
        llm = f'type = "llm"\nmodel = "scripted"\nbase_url = "{server.url}"'
        table = f"[writer]\n{llm if model else EXTRACTIVE}\n"
        path.write_text(f"{head}[grouping]\ncontested = {contested}\n{table}", encoding="utf-8")
        return run("-C", workspace, "build", *DAY, "--from", week, "--offline")

    return build


@pytest.fixture
def why(run: Callable, workspace: Path):
    return lambda *more: run("-C", workspace, "why", ONE, TWO, *DAY, *more)


def test_the_model_decides_what_is_contested_and_why_says_so(build, why, server):
    assert build(0.1).code == 0
    assert pairs(server)
    told = json.loads(why("--json").out)
    assert (told["together"], told["opinion"]) == (False, "apart")
    assert "the model said that they tell two stories" in why().out


def test_a_build_without_the_model_leaves_its_opinions_standing(build, why):
    build(0.1)
    assert build(0.1, model=False).code == 0
    told = json.loads(why("--json").out)
    assert (told["together"], told["opinion"]) == (False, "apart")


def test_without_the_setting_the_score_decides_and_nobody_is_asked(build, why, server):
    build(0.1)
    asked = pairs(server)
    assert build(0).code == 0
    assert pairs(server) == asked
    told = json.loads(why("--json").out)
    assert (told["together"], told["opinion"]) == (True, "")


def test_what_the_editor_ruled_is_asked_of_nobody(build, run, workspace: Path, why, server):
    build(0)
    story = json.loads(run("-C", workspace, "why", ONE, *DAY, "--json").out)["story"]
    assert run("-C", workspace, "split", story, TWO, *DAY).code == 0
    build(0.1)
    shown = [question.body["messages"][1]["content"] for question in server.questions]
    assert not any("Group s" in one and "Orbite" in one for one in shown)
    assert json.loads(why("--json").out)["ruled"] == "apart"
