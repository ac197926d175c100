import json
from collections.abc import Callable
from pathlib import Path

DAY = "2025-09-27"


def test_collect_adds_and_never_loses(run: Callable, workspace: Path, week: Path):
    first = run("-C", workspace, "collect", "--issue", DAY, "--from", week / "a.md", "--json")
    second = run("-C", workspace, "collect", "--issue", DAY, "--from", week / "c.md", "--json")
    again = run("-C", workspace, "collect", "--issue", DAY, "--from", week, "--json")
    counts = [json.loads(done.out) for done in (first, second, again)]
    assert [(count["new"], count["articles"]) for count in counts] == [(1, 1), (1, 2), (1, 3)]


def test_add_puts_a_file_in_by_hand(run: Callable, workspace: Path, week: Path):
    done = run("-C", workspace, "add", week / "a.md", "--issue", DAY)
    assert done.code == 0, done.err
    line = (workspace / "issues" / DAY / "articles.jsonl").read_text()
    assert json.loads(line)["by_hand"] is True
    assert "+ Nscale lève 1,1 milliard" in done.err


def test_add_of_a_missing_file_says_so(run: Callable, workspace: Path):
    done = run("-C", workspace, "add", "nowhere.html", "--issue", DAY)
    assert done.code == 1
    assert "nowhere.html is neither a web address nor a file" in done.err


def test_one_bad_target_does_not_stop_the_others(run: Callable, workspace: Path, week: Path):
    done = run("-C", workspace, "add", "nowhere.html", week / "a.md", "--issue", DAY)
    assert done.code == 4
    assert "nowhere.html" in done.err
    assert (workspace / "issues" / DAY / "articles.jsonl").read_text().count("\n") == 1


def test_opml_goes_in_and_out(run: Callable, workspace: Path, tmp_path: Path):
    opml = tmp_path / "in.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="Presse">'
        '<outline type="rss" text="La Gazette" xmlUrl="https://gazette.example/feed"/>'
        "</outline></body></opml>"
    )
    assert run("-C", workspace, "sources", "import", opml).code == 0
    listed = json.loads(run("-C", workspace, "sources", "list", "--json").out)
    assert ("La Gazette", "https://gazette.example/feed") in [
        (source["name"], source["options"].get("url")) for source in listed
    ]
    assert run("-C", workspace, "sources", "export", tmp_path / "out.opml").code == 0
    assert 'xmlUrl="https://gazette.example/feed"' in (tmp_path / "out.opml").read_text()


def test_a_source_that_failed_is_still_named_in_a_later_offline_build(
    run: Callable, workspace: Path, week: Path
):
    sources = workspace / "config" / "sources.toml"
    sources.write_text(
        f'[[source]]\nname = "Pages"\ntype = "folder"\npath = "{week}"\n'
        '[[source]]\nname = "Muette"\ntype = "feed"\nurl = "http://127.0.0.1:9/feed"\n'
    )
    assert run("-C", workspace, "collect", "--issue", DAY).code == 4
    done = run("-C", workspace, "build", "--issue", DAY, "--offline")
    assert done.code == 4
    assert "Muette: not read." in done.err
    assert (
        "Non lu : Muette. Pourquoi : digest collect"
        in (workspace / "issues" / DAY / "issue.md").read_text()
    )
