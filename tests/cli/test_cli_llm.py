"""`digest build` with a model, and `digest costs`, from the command line."""

import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.errors import ExitCode

pytestmark = pytest.mark.slow  # each test waits for a server

TESTS = Path(__file__).parents[1]
SERVER = SimpleNamespace(**runpy.run_path(str(TESTS / "write" / "openai_server.py")))
DAY = "2025-09-27"


@pytest.fixture
def server():
    with SERVER.Server() as running:
        yield running


@pytest.fixture
def build(run: Callable, workspace: Path, week: Path):
    def build(*more: str):
        return run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline", *more)

    return build


def configure(workspace: Path, **values: object) -> None:
    path = workspace / "config" / "digest.toml"
    head = path.read_text(encoding="utf-8").partition("[writer]")[0]
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in values.items())
    path.write_text(f"{head}[writer]\n{lines}\n", encoding="utf-8")


@pytest.fixture
def with_model(workspace: Path, server):
    prices = {"input_price": 1.0, "output_price": 4.0}
    configure(workspace, type="llm", model="scripted", base_url=server.url, **prices)


@pytest.mark.usefixtures("with_model")
def test_a_week_is_written_by_the_model_and_its_cost_told(build, run, workspace: Path, server):
    done = build()
    assert done.code == 0, done.err
    assert "scripted: 2 of 2 stories to ask about" in done.err
    assert "scripted: 2 calls" in done.err
    assert "extractive" not in (workspace / "issues" / DAY / "issue.md").read_text()
    cost = sum(read + 4 * written for read, written in server.billed) / 1_000_000
    told = json.loads(run("-C", workspace, "costs", "--json").out)
    assert float(told[DAY][0]["cost"]) == pytest.approx(cost, abs=1e-12)
    assert f"{cost:.4f} USD" in run("-C", workspace, "costs").out


@pytest.mark.usefixtures("with_model")
def test_every_sentence_has_its_passages_in_the_evidence(build, workspace: Path):
    build()
    evidence = json.loads((workspace / "issues" / DAY / "evidence.json").read_text())
    sentences = [s for item in evidence["items"] for s in item["sentences"]]
    assert sentences
    assert all(sentence["passages"] for sentence in sentences)
    lines = evidence["lines"]
    assert {"teaser", "preheader", "subject"} <= {line["part"] for line in lines}
    assert all(line["passages"] for line in lines)
    draft = (workspace / "issues" / DAY / "issue.md").read_text(encoding="utf-8")
    assert all(line["text"].rstrip(".") in draft for line in lines if line["part"] == "subject")


@pytest.mark.usefixtures("with_model")
def test_the_evidence_shows_what_stands_round_the_items(build, run, workspace: Path):
    build()
    shown = run("-C", workspace, "evidence", "--issue", DAY).out
    assert "\nteaser\n  1. " in shown
    assert "Éditorial: editorial\n  1. " in shown


@pytest.mark.usefixtures("with_model")
def test_a_second_build_asks_nothing_and_changes_nothing(build, workspace: Path, server):
    build()
    asked = len(server.questions)
    draft = (workspace / "issues" / DAY / "issue.md").read_bytes()
    assert "0 of 2 stories to ask about" in build().err
    assert len(server.questions) == asked
    assert (workspace / "issues" / DAY / "issue.md").read_bytes() == draft


@pytest.mark.usefixtures("with_model")
def test_a_budget_of_nothing_asks_nothing(build, workspace: Path, server):
    done = build("--budget", "0")
    assert done.code == 0
    assert not server.questions
    assert "2 stories written without the model (budget 2)" in done.err
    assert "extractive:budget" in (workspace / "issues" / DAY / "issue.md").read_text()


@pytest.mark.usefixtures("with_model")
@pytest.mark.parametrize("amount", ["nan", "inf", "-1"])
def test_a_budget_is_an_amount(build, server, amount: str):
    done = build("--budget", amount)
    assert done.code == ExitCode.USAGE
    assert "--budget" in done.err
    assert not server.questions


def test_a_budget_comes_on_top_of_what_was_spent(build, workspace: Path, server):
    configure(workspace, type="llm", model="scripted", base_url=server.url,
              input_price=1.0, output_price=4.0, max_cost=0.0)  # fmt: skip
    assert "budget 2" in build().err
    assert "2 calls" in build("--budget", "0.2").err


@pytest.mark.usefixtures("with_model")
def test_explain_shows_what_was_asked_and_answered(build, workspace: Path):
    build()
    evidence = json.loads((workspace / "issues" / DAY / "evidence.json").read_text())
    story = evidence["items"][0]["item"]
    done = build("--explain", story)
    assert "--- system\n" in done.out
    assert "--- answer\n" in done.out


@pytest.mark.usefixtures("with_model")
def test_an_unknown_story_takes_nothing_from_what_a_good_build_says(build):
    done = build("--explain", "s000")
    assert done.code == ExitCode.ERROR
    ends = "No model was asked about a story s000."
    assert done.err.index("Next: edit the draft") < done.err.index(ends)


@pytest.mark.usefixtures("with_model")
def test_what_a_model_writes_to_a_terminal_is_spelt_out(build, workspace: Path, server):
    server.script = lambda question: SERVER.Answer("\x1b]0;taken\x07\u202e" + SERVER.item(question))
    build()
    evidence = json.loads((workspace / "issues" / DAY / "evidence.json").read_text())
    told = build("--explain", evidence["items"][0]["item"]).out
    assert "\\x1b]0;taken\\x07\\u202e" in told
    assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_offline_no_server_elsewhere_is_asked(build, workspace: Path):
    configure(workspace, type="llm", model="m", base_url="https://llm.example/v1",
              key_env="SOME_KEY", input_price=1.0, output_price=1.0)  # fmt: skip
    assert "the server is not asked (offline)" in build().err
    issue = (workspace / "issues" / DAY / "issue.md").read_text()
    assert "extractive:" not in issue


@pytest.mark.parametrize(
    ("values", "mistake"),
    [
        ({"type": "gpt"}, "choose extractive, llm or package.module:Class"),
        ({"type": "llm"}, "`model` is missing"),
        ({"type": "llm", "model": "m"}, "`input_price` and `output_price` are missing"),
        ({"modell": "m"}, "did you mean `model`?"),
        ({"max_cost": -1}, "writer.max_cost"),
    ],
)
def test_a_mistake_in_the_settings_says_what_to_do(build, workspace: Path, values, mistake: str):
    configure(workspace, **values)
    done = build()
    assert done.code == 1
    assert mistake in done.err


def test_costs_of_nothing(run: Callable, workspace: Path):
    done = run("-C", workspace, "costs")
    assert (done.code, done.out) == (0, "")
    assert "No model has been asked yet." in done.err


def test_without_a_model_its_client_is_never_loaded(workspace: Path, week: Path):
    code = (
        "import sys; from digest.cli import digest;"
        f"digest.main(['-q', '-C', {str(workspace)!r}, 'build', '--issue', {DAY!r},"
        f" '--offline', '--from', {str(week)!r}], standalone_mode=False);"
        "sys.exit('openai' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.usefixtures("with_model")
def test_the_head_and_a_first_editorial_come_from_the_model_too(build, workspace: Path):
    build()
    draft = (workspace / "issues" / DAY / "issue.md").read_text(encoding="utf-8")
    assert "Propositions d’objet" in draft
    assert "Première version, écrite par un modèle" in draft


@pytest.mark.usefixtures("with_model")
def test_without_the_frame_only_items_are_asked_about(build, workspace: Path, server):
    configure(workspace, type="llm", model="scripted", base_url=server.url, frame=False)
    build()
    assert {question.kind for question in server.questions} == {"item"}


RESERVED = {
    "answer's header": {"reserved": "the page's answer (tdm-reservation: 1)"},
    "site's file": {"reserved": "the site (tdmrep.json)"},
    "meta tag": {"reserved": "the page (meta tdm-reservation)"},
    "robots.txt": {"reserved": "robots.txt (GPTBot)"},
    "list, by name": {},
    "list, by domain": {},
}


@pytest.mark.parametrize("how", RESERVED)
def test_no_question_holds_a_word_of_a_reserved_article(run, workspace, week, server, how: str):
    """Not the stories' questions, nor those round the items, nor another version of an item that
    quotes it, nor the voice of an issue before."""
    names = {"list, by name": ["Le Courrier"], "list, by domain": ["courrier.example"]}
    configure(workspace, type="llm", model="scripted", base_url=server.url, voice=1,
              input_price=1.0, output_price=4.0, reserved=names.get(how, []))  # fmt: skip
    issue = workspace / "issues" / DAY
    assert run("-C", workspace, "collect", "--issue", DAY, "--from", week).code == 0
    rows = [json.loads(row) for row in (issue / "articles.jsonl").read_text().splitlines()]
    closed = next(row for row in rows if row["source"] == "Le Courrier")
    closed |= RESERVED[how]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (issue / "articles.jsonl").write_text(text, encoding="utf-8")
    before = workspace / "issues" / "2025-09-20"  # quotes it, in the editor's own hand
    before.mkdir()
    (before / "articles.jsonl").write_text(text, encoding="utf-8")
    quoting = f"On a pu lire ceci : « {closed['text']} » Nous n’aurions pas dit mieux, hélas."
    (before / "issue.md").write_text(
        f"---\ntitle: Avant\ndate: 2025-09-20\n---\n\n## Édito <!-- editorial -->\n\n{quoting}\n"
    )
    # No title stands, so that headlines take their places.
    server.script = lambda question: SERVER.Answer(SERVER.item(question, title="55 milliards"))
    done = run("-C", workspace, "build", "--issue", DAY, "--offline")
    assert done.code == 0, done.err
    draft = (issue / "issue.md").read_text(encoding="utf-8")
    assert "https://courrier.example/nscale-aker" in draft
    asked = [json.dumps(question.body, ensure_ascii=False) for question in server.questions]
    assert {"item", "head"} <= {question.kind for question in server.questions}
    words = closed["text"].replace(chr(10), " ").split()
    runs = [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]
    assert not [piece for piece in [closed["title"], *runs] for body in asked if piece in body]


@pytest.mark.usefixtures("with_model")
def test_what_failed_for_good_is_asked_again_only_when_wished(build, workspace: Path, server):
    def script(question):
        italy = "parlement italien" in question.body["messages"][1]["content"]
        bad = italy and question.kind == "item"
        return (SERVER.failing if bad else SERVER.good)(question)

    server.script = script
    assert "network 1); to ask about them again: digest build --retry" in build().err
    draft = (workspace / "issues" / DAY / "issue.md").read_bytes()
    asked = len(server.questions)
    build()
    assert len(server.questions) == asked
    assert (workspace / "issues" / DAY / "issue.md").read_bytes() == draft
    server.script = SERVER.good
    assert "extractive" not in build("--retry").err
    assert "extractive:" not in (workspace / "issues" / DAY / "issue.md").read_text()
