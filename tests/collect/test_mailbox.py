"""A mailbox is read and left as it was: against a real server that speaks IMAP on loopback."""

import imaplib
import re
import runpy
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.mailbox import MailboxSource
from digest.collect.sources import OfflineError
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import mailbox
from digest.fetch.mailbox import folder_name
from digest.model import Article, Refusal

IMAP = runpy.run_path(str(Path(__file__).with_name("imap_server.py")))
Server = IMAP["Server"]
PARIS = ZoneInfo("Europe/Paris")
SINCE = datetime(2025, 9, 19, 22, tzinfo=UTC)  # midnight of the 20th in Paris
PASSWORD = "clé secrète"
ENVIRON = {"MAIL_PASSWORD": PASSWORD}


def mail(subject: str) -> bytes:
    text = " ".join(f"La phrase {number} parle de {subject} et des puces." for number in range(12))
    return (
        f"From: Le Fil <fil@a.example>\r\nSubject: {subject}\r\n"
        "Date: Thu, 25 Sep 2025 08:00:00 +0200\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"{text}\r\n"
    ).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    folders = {
        "INBOX": {7: mail("Lyon"), 12: mail("Lille")},
        "Bo&AO4-te": {1: mail("Nice")},
    }
    with IMAP["serving"](folders, user="veille", password=PASSWORD) as server:
        yield server


def source(server: Server, environ=ENVIRON, **options) -> MailboxSource:
    table = {
        "name": "Lettres",
        "type": "mailbox",
        "host": "127.0.0.1",
        "port": server.server_address[1],
        "user": "veille",
        "password_env": "MAIL_PASSWORD",
    }
    return MailboxSource(
        SourceSettings.model_validate(table | options),
        root=Path(),
        fetch=object(),  # any way to the Web: the run is online
        zone=PARIS,
        environ=environ,
        connect=imaplib.IMAP4,
    )


def titles(found) -> list[str]:
    return [one.title for one in found if isinstance(one, Article)]


def test_mails_become_articles_oldest_first(server):
    assert titles(source(server).articles(SINCE)) == ["Lyon", "Lille"]


def test_nothing_is_changed_in_the_mailbox(server):
    list(source(server).articles(SINCE))
    spoken = " ".join(server.commands).upper()
    assert "EXAMINE" in spoken
    assert "BODY.PEEK[]" in spoken
    for changing in ("SELECT", "STORE", "EXPUNGE", "COPY", "MOVE", "APPEND", "DELETE", " BODY[]"):
        assert changing not in spoken


def test_the_search_begins_on_the_day_in_the_zone_of_the_newsletter(server):
    list(source(server).articles(SINCE))
    assert "UID SEARCH SINCE 20-Sep-2025" in server.commands


def test_a_folder_with_an_accent(server):
    assert titles(source(server, folder="Boîte").articles(SINCE)) == ["Nice"]


def test_a_missing_folder_names_those_that_are_there(server):
    with pytest.raises(SourceError, match="no folder 'Lettres'") as caught:
        list(source(server, folder="Lettres").articles(SINCE))
    assert "INBOX" in caught.value.hint


def test_a_wrong_password_is_told_and_never_shown(server):
    with pytest.raises(SourceError, match="does not let veille in") as caught:
        list(source(server, environ={"MAIL_PASSWORD": "hunter2"}).articles(SINCE))
    assert "hunter2" not in caught.value.message + caught.value.hint


def test_a_server_without_plain_gets_a_login(server):
    server.plain = False
    assert titles(source(server, environ={"MAIL_PASSWORD": "plain"}).articles(SINCE))
    with pytest.raises(SourceError, match="does not let"):
        list(source(server).articles(SINCE))  # "é" cannot be said in LOGIN


def test_a_missing_password_names_the_variable(server):
    with pytest.raises(SourceError) as caught:
        list(source(server, environ={}).articles(SINCE))
    assert "MAIL_PASSWORD" in caught.value.hint


def test_a_line_end_in_a_setting_is_no_second_command(server):
    with pytest.raises(SourceError, match="one line"):
        list(source(server, folder="INBOX\r\nA1 DELETE INBOX").articles(SINCE))
    assert not any("DELETE" in command for command in server.commands)


def test_a_mail_too_large_is_refused_unread(server, monkeypatch):
    monkeypatch.setattr(mailbox, "LARGEST_MAIL", 100)
    found = list(source(server).articles(SINCE))
    assert all(isinstance(one, Refusal) and "larger" in one.why for one in found)
    assert not any("BODY" in command for command in server.commands)


def test_a_server_out_of_reach_is_told(server):
    with pytest.raises(SourceError, match="cannot be read"):
        list(source(server, port=1).articles(SINCE))


def test_offline_no_mailbox_is_read(server):
    settings = SourceSettings.model_validate(
        {"name": "L", "type": "mailbox", "host": "127.0.0.1", "user": "veille"}
    )
    offline = MailboxSource(settings, root=Path(), fetch=None, zone=PARIS, environ=ENVIRON)
    with pytest.raises(OfflineError):
        list(offline.articles(SINCE))


@pytest.mark.parametrize(
    ("name", "written"),
    [("INBOX", "INBOX"), ("R&D", "R&-D"), ("Boîte", "Bo&AO4-te"), ("台北", "&U,BTFw-")],
)
def test_folder_names_in_modified_utf_7(name, written):
    assert folder_name(name) == written


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_folder_names_are_printable_ascii(name):
    written = folder_name(name)
    assert written.isascii()
    assert not re.search(r"[\x00-\x1f\x7f]", written)
