"""`digest build` with a model of embeddings: one more view, and nothing without it."""

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.slow  # each test waits for a server

SERVER = SimpleNamespace(
    **runpy.run_path(str(Path(__file__).parents[1] / "write/openai_server.py"))
)
DAY = ("--issue", "2025-09-27")


def meant(question):
    """One meaning for whatever Italy or Nscale does, so that the model alone joins the two."""
    rows = [
        {"object": "embedding", "index": number, "embedding": [1.0, 0.1 * number, 0.0]}
        for number, _ in enumerate(question.body["input"])
    ]
    answer = {
        "object": "list",
        "model": "scripted",
        "data": rows,
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }
    return SERVER.Answer(raw=json.dumps(answer).encode(), kind="application/json")


@pytest.fixture
def server():
    with SERVER.Server(meant) as running:
        yield running


@pytest.fixture
def build(run: Callable, workspace: Path, week: Path, server):
    def build(*, url: str | None = None, reserved: tuple[str, ...] = ()):
        path = workspace / "config" / "digest.toml"
        head = path.read_text(encoding="utf-8").partition("[embeddings]")[0]
        head = head.replace("reserved = []", f"reserved = {json.dumps(reserved)}")
        table = f'[embeddings]\nmodel = "scripted"\nbase_url = "{url or server.url}"\n'
        path.write_text(f"{head}{table}", encoding="utf-8")
        return run("-C", workspace, "build", *DAY, "--from", week, "--offline")

    return build


def test_each_text_is_asked_for_once_and_then_kept(build, server):
    assert build().code == 0
    assert [len(question.body["input"]) for question in server.questions] == [3]
    assert build().code == 0
    assert len(server.questions) == 1


def test_why_shows_the_view_without_asking_again(build, run, workspace: Path, server):
    build()
    one, two = "https://gazette.example/2025/nscale", "https://courrier.example/nscale-aker"
    answer = json.loads(run("-C", workspace, "why", one, two, *DAY, "--json").out)
    assert "meaning" in [view["view"] for view in answer["views"]]
    assert len(server.questions) == 1


def test_what_a_publisher_reserves_is_never_sent(build, server):
    build(reserved=("Le Matin",))
    sent = [text for question in server.questions for text in question.body["input"]]
    assert len(sent) == 2
    assert not any("Italie" in text for text in sent)


def unordered(question):
    answer = meant(question)
    answer = json.loads(answer.raw)
    answer["data"][0]["index"] = 7
    return SERVER.Answer(raw=json.dumps(answer).encode(), kind="application/json")


SCRIPTS = {
    "nonsense": SERVER.nonsense,
    "failing": SERVER.failing,
    "empty": lambda _question: SERVER.Answer(raw=b"{}", kind="application/json"),
    "unordered": unordered,
}


@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_a_server_that_fails_costs_the_view_and_not_the_build(build, server, script: str):
    server.script = SCRIPTS[script]
    done = build()
    assert done.code == 0
    assert "Grouped without embeddings of 3 articles" in done.err


def test_a_server_elsewhere_is_not_asked_offline(build):
    done = build(url="https://embeddings.invalid/v1")
    assert done.code == 0
    assert "Grouped without" not in done.err
