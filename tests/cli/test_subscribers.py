import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from digest.subscribers import bounced, connect, register
from digest.subscribers.address import parse
from digest.subscribers.schema import Status
from digest.subscribers.seal import Seal


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
    assert run("-C", workspace, "subscribers", "export", out).err == f"1 person written to {out}.\n"
    assert "'=1+1" in out.read_text()
    assert out.stat().st_mode & 0o077 == 0
    again = run("-C", workspace, "subscribers", "import", out, "--source", "x", "--json")
    answer = json.loads(again.out)
    assert (answer["program"], answer["known"]) == ("digest", 1)


def test_the_database_without_its_key_is_refused(run: Callable, workspace: Path):
    run("-C", workspace, "subscribers", "list")
    (workspace / "subscribers.key").unlink()
    assert "subscribers.key is missing" in run("-C", workspace, "subscribers", "list").err
    (workspace / "subscribers.key").write_bytes("clé".encode())
    assert "is not a key" in run("-C", workspace, "subscribers", "list").err


def test_git_ignores_addresses_and_key(workspace: Path):
    ignored = (workspace / ".gitignore").read_text().splitlines()
    assert {"subscribers.db*", "subscribers.key", "issues/*/outbox/"} <= set(ignored)


def test_a_program_can_read_the_list(run: Callable, workspace: Path):
    run("-C", workspace, "subscribers", "add", "a@x.example", "--confirmed")
    listed = json.loads(run("-C", workspace, "subscribers", "list", "--json").out)
    assert [person["address"] for person in listed] == ["a@x.example"]


def found_in(folder: Path, word: bytes) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if word in path.read_bytes().lower()]


def test_of_somebody_forgotten_no_file_of_the_workspace_knows_the_address(
    run: Callable, workspace: Path
):
    for name in ("anna", "otto"):
        run("-C", workspace, "subscribers", "add", f"{name}@x.example", "--name", name)
        outbox = workspace / "issues" / "2025-09-27" / "outbox"
        for folder in (outbox, outbox / "correction-1", workspace / "outbox"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{len(name)}{name[0]}.eml").write_bytes(
                f"Subject: a\r\nTo: {name}@x.example\r\n\r\nb".encode()
            )
    reader = sqlite3.connect(workspace / "subscribers.db")  # as a server at work keeps the log open
    reader.execute("SELECT 1 FROM subscriber").fetchall()
    assert len(found_in(workspace, b"anna@x.example")) > 1
    assert run("-C", workspace, "subscribers", "forget", "Anna@x.example", "--yes").code == 0
    assert found_in(workspace, b"anna") == []
    assert len(found_in(workspace, b"otto@x.example")) > 1
    reader.close()


def test_of_somebody_forgotten_a_message_whose_to_is_folded_is_found_too(
    run: Callable, workspace: Path
):
    address = f"{'a' * 60}@{'b' * 60}.example"
    run("-C", workspace, "subscribers", "add", address)
    message = workspace / "outbox" / "1.eml"
    message.parent.mkdir()
    message.write_bytes(f"Subject: a\r\nTo:\r\n {address}\r\n\r\nb".encode())
    assert run("-C", workspace, "subscribers", "forget", address, "--yes").code == 0
    assert not message.exists()


def test_a_backup_put_on_another_machine_is_the_same_list(
    run: Callable, workspace: Path, tmp_path: Path
):
    run("-C", workspace, "subscribers", "add", "anna@x.example", "--confirmed")
    run("-C", workspace, "subscribers", "add", "otto@x.example", "--confirmed")
    run("-C", workspace, "subscribers", "forget", "otto@x.example", "--yes")
    assert run("-C", workspace, "backup", tmp_path / "copy.db").code == 0
    fresh = tmp_path / "fresh"
    run("-q", "init", fresh)
    shutil.copy(tmp_path / "copy.db", fresh / "subscribers.db")
    without = run("-C", fresh, "subscribers", "list")
    assert "the database cannot be used without it" in without.err
    shutil.copy(workspace / "subscribers.key", fresh / "subscribers.key")
    assert run("-C", fresh, "subscribers", "list").out == "active       anna@x.example\n"
    again = run("-C", fresh, "subscribers", "add", "otto@x.example")
    assert "must not be written to (forgotten)" in again.err


def off_the_list(workspace: Path, address: str, status: Status) -> None:
    """As a bounce or a complaint leaves them."""
    seal = Seal(bytes.fromhex((workspace / "subscribers.key").read_text()))
    database = connect(workspace / "subscribers.db", seal=seal)
    with database.begin() as connection:
        person, now = register.find(connection, parse(address)), datetime.now(UTC)
        bounced.ban(connection, person, reason=status.value, now=now)
        register.change(connection, person, status, source="a test", now=now)
    database.dispose()


def test_a_suppression_is_lifted_with_its_reason_and_puts_nobody_back(
    run: Callable, workspace: Path
):
    anna = ("-C", workspace, "subscribers", "add", "anna@x.example", "--confirmed")
    lift = ("-C", workspace, "subscribers", "lift", "anna@x.example", "--reason")
    run(*anna)
    assert "not suppressed" in run(*lift, "repaired").err
    off_the_list(workspace, "anna@x.example", Status.BOUNCED)
    assert "digest subscribers lift" in run(*anna).err
    assert run(*lift, " ").code == 2
    assert run(*lift, "repaired").code == 0
    shown = json.loads(run("-C", workspace, "subscribers", "show", "anna@x.example", "--json").out)
    assert shown["suppressed"] == ""
    assert (shown["status"], shown["consent"][-1]["event"]) == ("bounced", "lifted")
    assert shown["consent"][-1]["source"] == "was bounced: repaired"
    assert run(*anna).code == 0


def test_a_complaint_is_lifted_only_by_a_word_that_insists(run: Callable, workspace: Path):
    run("-C", workspace, "subscribers", "add", "anna@x.example", "--confirmed")
    off_the_list(workspace, "anna@x.example", Status.COMPLAINED)
    lift = ("-C", workspace, "subscribers", "lift", "anna@x.example", "--reason", "she wrote to us")
    assert run(*lift).code == 1
    assert "suppressed" in run("-C", workspace, "subscribers", "show", "anna@x.example").out
    assert run(*lift, "--they-asked").code == 0
    assert "suppressed" not in run("-C", workspace, "subscribers", "show", "anna@x.example").out


def test_an_erased_person_is_lifted_only_at_their_word_and_no_old_list_brings_them_back(
    run: Callable, workspace: Path, tmp_path: Path
):
    anna = (tmp_path / "old.csv", "--source", "an old list")
    anna[0].write_text("email\nanna@x.example\n", encoding="utf-8")
    run("-C", workspace, "subscribers", "add", "anna@x.example", "--confirmed")
    run("-C", workspace, "subscribers", "forget", "anna@x.example", "--yes")
    lift = ("-C", workspace, "subscribers", "lift", "anna@x.example", "--reason", "she wrote to us")
    assert run(*lift).code == 1
    assert run(*lift, "--they-asked").code == 0
    run("-C", workspace, "subscribers", "import", *anna)
    shown = json.loads(run("-C", workspace, "subscribers", "show", "anna@x.example", "--json").out)
    assert shown["status"] == "unsubscribed"
    assert shown["consent"][0]["source"] == "was forgotten: she wrote to us"
