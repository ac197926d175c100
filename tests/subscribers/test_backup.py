import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from digest.errors import DigestError
from digest.subscribers import connect, schema
from digest.subscribers.backup import COPY, backup
from digest.subscribers.database import reading
from digest.subscribers.postbook import Asked, Wish, enter

NOW = datetime(2025, 9, 27, 5, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path, seal) -> Path:
    connect(tmp_path / "subscribers.db", seal=seal).dispose()
    return tmp_path / "subscribers.db"


def test_a_copy_holds_what_was_committed_and_opens_with_the_same_key(path: Path, seal, tmp_path):
    database = connect(path, seal=seal)
    row = {"issue_id": "a", "hash": "0", "at": NOW}
    with database.begin() as connection:
        connection.execute(schema.approval.insert().values(row))
    with database.begin() as connection:  # a writer at work, not yet committed
        connection.execute(schema.approval.insert().values(row | {"issue_id": "b"}))
        assert backup(path, tmp_path / "copy.db", now=NOW) > 0
    copy = connect(tmp_path / "copy.db", seal=seal)
    with reading(copy).connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.approval)) == 1
    for engine in (database, copy):
        engine.dispose()


def test_only_its_owner_reads_it_and_nothing_stands_beside_it(path: Path, tmp_path: Path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    backup(path, folder / "copy.db", now=NOW)
    assert [file.name for file in folder.iterdir()] == ["copy.db"]
    assert stat.S_IMODE((folder / "copy.db").stat().st_mode) == 0o600


def test_an_existing_file_is_never_written_over(path: Path, tmp_path: Path):
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(DigestError, match="exists already"):
        backup(path, tmp_path / "copy.db", now=NOW)
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_what_is_no_database_leaves_no_copy(tmp_path: Path):
    (tmp_path / "subscribers.db").write_bytes(b"not a database at all, by far " * 100)
    with pytest.raises(DigestError, match="cannot be copied"):
        backup(tmp_path / "subscribers.db", tmp_path / "copy.db", now=NOW)
    assert not (tmp_path / "copy.db").exists()


def test_in_a_copy_nothing_leaves_by_itself(path: Path, seal, tmp_path: Path):
    """Put back, it does not know who has got the issue since it was made."""
    database = connect(path, seal=seal)
    issue = {"issue_id": "a", "hash": "0", "why": "", "candidates": 1, "prepared": 1}
    row = issue | {"excluded": "{}", "frozen_at": NOW, "state": "sending", "resume_at": None}
    waits = {"issue_id": "c", "state": "paused", "resume_at": NOW}  # for its relay
    with database.begin() as connection:
        connection.execute(schema.mailing.insert(), [row, row | waits])
        plan = {"issue_id": "b", "at": NOW, "made_at": NOW}
        connection.execute(schema.schedule.insert().values(plan))
        asked = Asked(wish=Wish.SUBSCRIBE, address="anna@x.example", language="fr")
        enter(connection, asked, norm=asked.address, now=NOW, seal=seal)
    database.dispose()
    backup(path, tmp_path / "copy.db", now=NOW)
    copy = connect(tmp_path / "copy.db", seal=seal)
    with reading(copy).connect() as connection:
        issues = connection.execute(select(schema.mailing)).all()
        assert [(one.state, one.resume_at) for one in issues] == [("paused", None)] * 2
        assert all(one.why.startswith(f"{COPY} of 2025-09-27 05:00") for one in issues)
        assert connection.execute(select(schema.schedule)).all() == []
        assert connection.execute(select(schema.letter)).all() == []
    copy.dispose()
