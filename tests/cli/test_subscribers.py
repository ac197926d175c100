import json
from collections.abc import Callable
from pathlib import Path


def test_people_come_in_by_file_and_leave_when_they_ask(
    run: Callable, workspace: Path, tmp_path: Path
):
    people = tmp_path / "people.csv"
    people.write_text("email,name\nanna@x.example,Anna\notto@x.example,Otto\nodd,Odd\n")
    done = run("-C", workspace, "subscribers", "import", people, "--source", "a fair", "--json")
    assert done.code == 4
    assert f"{people}:4: " in done.err
    assert json.loads(done.out)["added"] == {"active": 2}
    assert run("-C", workspace, "subscribers", "unsubscribe", "Anna@x.example").code == 0
    listed = run("-C", workspace, "subscribers", "list", "--status", "active").out
    assert listed == "active       otto@x.example\n"


def test_a_person_may_see_all_that_is_kept_and_be_forgotten(run: Callable, workspace: Path):
    run("-C", workspace, "subscribers", "add", "anna@x.example", "--segment", "paid")
    run("-C", workspace, "subscribers", "confirm", "anna@x.example", "--source", "by mail")
    shown = json.loads(run("-C", workspace, "subscribers", "show", "anna@x.example", "--json").out)
    assert shown["segments"] == ["paid"]
    assert [line["event"] for line in shown["consent"]] == ["added", "confirmed"]
    assert run("-C", workspace, "subscribers", "forget", "anna@x.example", "--yes").code == 0
    assert run("-C", workspace, "subscribers", "show", "anna@x.example").code == 1
    again = run("-C", workspace, "subscribers", "add", "anna@x.example")
    assert "must not be written to (forgotten)" in again.err


def test_an_export_is_for_its_owner_and_can_be_imported(
    run: Callable, workspace: Path, tmp_path: Path
):
    run("-C", workspace, "subscribers", "add", "anna@x.example", "--name", "=1+1", "--confirmed")
    out = tmp_path / "out.csv"
    assert run("-C", workspace, "subscribers", "export", out).err == f"1 people written to {out}.\n"
    assert "'=1+1" in out.read_text()
    assert out.stat().st_mode & 0o077 == 0
    again = run("-C", workspace, "subscribers", "import", out, "--source", "x", "--json")
    answer = json.loads(again.out)
    assert (answer["program"], answer["known"]) == ("digest", 1)


def test_the_database_without_its_key_is_refused(run: Callable, workspace: Path):
    run("-C", workspace, "subscribers", "list")
    (workspace / "subscribers.key").unlink()
    assert "subscribers.key is missing" in run("-C", workspace, "subscribers", "list").err


def test_git_ignores_addresses_and_key(workspace: Path):
    ignored = (workspace / ".gitignore").read_text().splitlines()
    assert {"subscribers.db*", "subscribers.key", "issues/*/outbox/"} <= set(ignored)


def test_a_program_can_read_the_list(run: Callable, workspace: Path):
    run("-C", workspace, "subscribers", "add", "a@x.example", "--confirmed")
    listed = json.loads(run("-C", workspace, "subscribers", "list", "--json").out)
    assert [person["address"] for person in listed] == ["a@x.example"]
