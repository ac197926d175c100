import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

DAY = "2025-09-27"
FILES = [
    "articles.jsonl",
    "evidence.json",
    "issue.md",
    "out/email.eml",
    "out/email.html",
    "out/email.txt",
    "out/web.html",
    "stories.json",
]


def visible(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".digest" not in path.parts
    }


@pytest.mark.slow
def test_a_folder_of_articles_becomes_an_issue(run: Callable, workspace: Path, week: Path):
    done = run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    assert done.code == 0, done.err
    assert set(FILES) <= set(visible(workspace / "issues" / DAY))
    assert "Nscale" in (workspace / "issues" / DAY / "out" / "email.html").read_text()


def test_the_same_input_gives_the_same_bytes(run: Callable, tmp_path: Path, week: Path):
    made = []
    for name in ("one", "two"):
        run("-q", "init", tmp_path / name)
        run("-C", tmp_path / name, "build", "--issue", DAY, "--from", week, "--offline")
        made.append(visible(tmp_path / name / "issues" / DAY))
    assert made[0] == made[1]


def test_a_rebuild_of_an_unchanged_week_changes_nothing(run: Callable, workspace: Path, week: Path):
    arguments = ("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    run(*arguments)
    before = visible(workspace / "issues" / DAY)
    run(*arguments)
    assert visible(workspace / "issues" / DAY) == before


@pytest.mark.parametrize(("letter", "odd"), [("s", "ſ"), ("i", "ı"), ("i", "İ"), ("k", "\u212a")])
def test_letters_that_only_look_alike_stop_no_build(
    run: Callable, workspace: Path, week: Path, letter: str, odd: str
):
    page = week / "odd.md"
    said = (
        "Six entreprises bâtissent dix usines à Oslo depuis le 26 septembre 2025. Boréal lève 3 "
        "millions de dollars, six milliards disent ses rivaux, à quinze heures six. Vendredi "
        "dernier, six salariés sur dix ont dit oui. "
        "Friday brought six million kilometres, fifty billion dollars and a third of six firms."
    )
    page.write_text(f"# Six usines\n\n{said.replace(letter, odd)}\n", "utf-8")
    done = run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    assert done.code == 0, done.err
    assert run("-C", workspace, "check", "--issue", DAY).code != 1


def test_every_article_stands_in_exactly_one_story(run: Callable, workspace: Path, week: Path):
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    table = json.loads((workspace / "issues" / DAY / "stories.json").read_text())
    assert table["issue"] == DAY
    paths = [article["path"] for story in table["stories"] for article in story["articles"]]
    assert sorted(paths) == [f"{week}/{name}" for name in ("a.md", "b.md", "c.md")]
    told = next(story for story in table["stories"] if len(story["articles"]) == 2)
    assert {Path(article["path"]).name for article in told["articles"]} == {"a.md", "b.md"}
    assert told["lead"] in {article["id"] for article in told["articles"]}


def test_every_sentence_rests_on_a_passage_of_its_article(
    run: Callable, workspace: Path, week: Path
):
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    folder = workspace / "issues" / DAY
    lines = (folder / "articles.jsonl").read_text().splitlines()
    texts = {article["id"]: article["text"] for article in map(json.loads, lines)}
    items = json.loads((folder / "evidence.json").read_text())["items"]
    assert items
    for item in items:
        assert item["sentences"]
        for sentence in item["sentences"]:
            assert sentence["passages"]
            for passage in sentence["passages"]:
                text = texts[passage["article"]]
                assert text[passage["start"] : passage["end"]] == passage["passage"]


def test_the_editors_words_survive_a_rebuild(run: Callable, workspace: Path, week: Path):
    arguments = ("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    run(*arguments)
    draft = workspace / "issues" / DAY / "issue.md"
    text = draft.read_text()
    draft.write_text(text.replace("title: ", "title: Mon titre : ", 1))
    run(*arguments)
    assert "title: Mon titre : " in draft.read_text().replace('"', "")


def test_an_older_article_that_joins_a_story_does_not_cost_the_editors_words(
    run: Callable, workspace: Path, week: Path
):
    older = week / "a.md"
    older.write_text(older.read_text().replace("date: 2025-09-25", "date: 2025-09-23"))
    run("-C", workspace, "build", "--issue", DAY, "--from", week / "b.md", "--offline")
    draft = workspace / "issues" / DAY / "issue.md"
    draft.write_text(draft.read_text().replace("- **Nscale boucle", "- **Chez nous, Nscale boucle"))
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    titles = [line for line in draft.read_text().splitlines() if line.startswith("- **")]
    assert len([title for title in titles if "Nscale" in title]) == 1
    assert any(title.startswith("- **Chez nous, Nscale boucle") for title in titles)


def test_what_stands_in_the_inbox_is_collected(run: Callable, workspace: Path, week: Path):
    inbox = workspace / "issues" / DAY / "inbox"
    inbox.mkdir(parents=True)
    (week / "a.md").rename(inbox / "a.md")
    done = run("-C", workspace, "build", "--issue", DAY, "--offline")
    assert done.code == 0, done.err
    table = json.loads((workspace / "issues" / DAY / "stories.json").read_text())
    paths = [article["path"] for story in table["stories"] for article in story["articles"]]
    assert paths == [f"issues/{DAY}/inbox/a.md"]


def test_without_an_article_nothing_is_built(run: Callable, workspace: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    done = run("-C", workspace, "build", "--issue", DAY, "--from", tmp_path / "empty", "--offline")
    assert done.code == 1
    assert "There is no article for this issue" in done.err
    assert not (workspace / "issues" / DAY / "issue.md").exists()


def test_a_refused_file_is_named_and_the_others_are_built(
    run: Callable, workspace: Path, week: Path
):
    (week / "broken.pdf").write_bytes(b"not a pdf")
    done = run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    assert done.code == 0
    assert f"{week}/broken.pdf: " in done.err


def test_a_draft_that_cannot_be_read_is_left_alone(run: Callable, workspace: Path, week: Path):
    arguments = ("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    run(*arguments)
    draft = workspace / "issues" / DAY / "issue.md"
    broken = draft.read_text().replace(f"date: {DAY}", "date: samedi")
    draft.write_text(broken)
    done = run(*arguments)
    assert done.code == 1
    assert "issue.md:" in done.err
    assert draft.read_text() == broken


def test_a_draft_saved_in_another_encoding_is_named_with_its_line(
    run: Callable, workspace: Path, week: Path
):
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    draft = workspace / "issues" / DAY / "issue.md"
    draft.write_bytes(draft.read_text().encode("cp1252", "replace"))
    done = run("-C", workspace, "render", "--issue", DAY)
    assert done.code == 1
    assert "issue.md:2: this is not UTF-8." in done.err


def test_render_makes_out_again_from_the_draft_alone(run: Callable, workspace: Path, week: Path):
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    folder = workspace / "issues" / DAY
    before = visible(folder)
    for name in ("articles.jsonl", "stories.json", "evidence.json", *FILES[3:7]):
        (folder / name).unlink()
    assert run("-C", workspace, "render", "--issue", DAY).code == 0
    assert {k: v for k, v in before.items() if k.startswith("out/")} == {
        k: v for k, v in visible(folder).items() if k.startswith("out/")
    }


def test_render_without_a_draft_says_what_to_do(run: Callable, workspace: Path):
    done = run("-C", workspace, "render", "--issue", DAY)
    assert done.code == 1
    assert f"digest build --issue {DAY}" in done.err


def test_json_is_the_only_thing_on_standard_output(run: Callable, workspace: Path, week: Path):
    done = run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline", "--json")
    answer = json.loads(done.out)
    assert answer["articles"] == 3
    assert answer["sources"][0]["outcome"] == "new"


def test_quiet_says_nothing(run: Callable, workspace: Path, week: Path):
    done = run("-C", workspace, "-q", "build", "--issue", DAY, "--from", week, "--offline")
    assert (done.out, done.err) == ("", "")


@pytest.mark.slow
def test_a_build_does_not_depend_on_the_hash_seed(tmp_path: Path, workspace: Path, week: Path):
    made = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "digest", "-C", workspace, "build"]
        command += ["--issue", DAY, "--from", week, "--offline"]
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, cwd=tmp_path
        )
        made.append(visible(workspace / "issues" / DAY))
        for path in sorted((workspace / "issues" / DAY).rglob("*")):
            if path.is_file():
                path.unlink()
    assert made[0] == made[1]


def test_when_every_file_is_refused_the_reasons_are_told(
    run: Callable, workspace: Path, tmp_path: Path
):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"not a pdf")
    done = run("-C", workspace, "build", "--issue", DAY, "--from", folder, "--offline")
    assert done.code == 1
    assert f"{folder}/a.pdf: is a PDF that cannot be read" in done.err


def test_what_an_editor_saves_while_the_build_is_writing_is_not_lost(
    run: Callable, workspace: Path, week: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run("-C", workspace, "build", "--issue", DAY, "--from", week / "c.md", "--offline")
    draft = workspace / "issues" / DAY / "issue.md"
    (tmp_path / "slow_writer.py").write_text(
        "from pathlib import Path\n"
        "from digest.write import Extractive\n"
        f"DRAFT = Path({str(draft)!r})\n"
        "class Slow:\n"
        "    def __init__(self, config, **tools): self.inner = Extractive()\n"
        "    def write(self, story):\n"
        "        text = DRAFT.read_text()\n"
        "        DRAFT.write_text(text.replace('title: ', 'title: Entre-temps, ', 1))\n"
        "        return self.inner.write(story)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    settings = workspace / "config" / "digest.toml"
    text = settings.read_text()
    assert 'type = "extractive"' in text
    settings.write_text(text.replace('type = "extractive"', 'type = "slow_writer:Slow"'))
    assert run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline").code == 0
    assert "title: Entre-temps, " in draft.read_text().replace('"', "")
