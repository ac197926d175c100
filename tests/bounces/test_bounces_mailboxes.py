"""A mailbox is read where it stands, once, and left as it was."""

import imaplib
import mailbox
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.bounces.gather import fetched
from digest.bounces.stored import stored
from digest.errors import DigestError
from digest.fetch.mailbox import Account

IMAP = runpy.run_path(str(Path(__file__).parent.parent / "collect" / "imap_server.py"))


@pytest.fixture
def server(people, dsn) -> Iterator[object]:
    folders = {"INBOX": {3: dsn(people.verp("anna@x.example")), 8: b"Subject: hello\r\n\r\n"}}
    with IMAP["serving"](folders, user="retours", password="é") as server:
        yield server


def read(people, server, **options) -> list[str]:
    account = Account(
        host="127.0.0.1",
        port=server.server_address[1],
        user="retours",
        password="é",
        folder="INBOX",
        variable="PASSWORD",
        settings="[bounces]",
    )
    found = fetched(people.database, account, connect=imaplib.IMAP4, **options)
    return [where for where, _ in found]


def test_a_mailbox_is_read_from_where_it_was_left(people, server):
    assert read(people, server) == ["INBOX, mail 3", "INBOX, mail 8"]
    assert read(people, server) == []
    server.folders["INBOX"][9] = b"Subject: new\r\n\r\n"
    assert read(people, server) == ["INBOX, mail 9"]
    assert read(people, server, again=True) == ["INBOX, mail 3", "INBOX, mail 8", "INBOX, mail 9"]


def test_a_mailbox_that_counts_anew_is_read_anew(people, server):
    read(people, server)
    server.generation = 2
    assert len(read(people, server)) == 2


def test_nothing_is_changed_in_the_mailbox(people, server):
    read(people, server)
    spoken = " ".join(server.commands).upper()
    assert "EXAMINE" in spoken
    for changing in ("SELECT", "STORE", "EXPUNGE", "COPY", "MOVE", "APPEND", "DELETE", " BODY[]"):
        assert changing not in spoken


def test_mbox_maildir_folder_and_file_hold_the_same_mails(tmp_path, people, dsn):
    mails = [dsn(people.verp("anna@x.example")), dsn(people.verp("otto@x.example"))]
    box = mailbox.mbox(tmp_path / "returned.mbox")
    maildir = mailbox.Maildir(tmp_path / "maildir")
    (tmp_path / "folder").mkdir()
    for number, mail in enumerate(mails):
        box.add(mail)
        maildir.add(mail)
        (tmp_path / "folder" / f"{number}.eml").write_bytes(mail)
    box.close()
    kept = {
        path: path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file() and ".db" not in path.name
    }
    assert people.take(*(mail for _, mail in stored(tmp_path / "returned.mbox"))).off == 2
    for place in ("maildir", "folder", "folder/0.eml", "returned.mbox"):
        again = people.take(*(mail for _, mail in stored(tmp_path / place)))
        assert again.known == again.mails > 0
    assert {path: path.read_bytes() for path in kept} == kept


def test_a_folder_without_mail_is_told(tmp_path):
    with pytest.raises(DigestError, match="holds no mail"):
        list(stored(tmp_path))
