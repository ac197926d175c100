"""`digest bounces` over files and without a mailbox."""

import json

MAIL = """From MAILER-DAEMON Sat Sep 27 08:00:00 2025
Return-Path: <>
To: retours@x.example
From: MAILER-DAEMON@mx.example
Subject: Returned
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; anna@x.example
Action: failed
Status: 5.1.1

--b--

From anna Sat Sep 27 08:01:00 2025
From: anna@x.example
Subject: Bonjour

Merci pour la lettre.

"""


def test_what_nobody_of_ours_is_named_in_is_counted_and_harms_nobody(run, workspace, tmp_path):
    run("-C", workspace, "subscribers", "add", "anna@x.example", "--confirmed")
    (tmp_path / "returned.mbox").write_text(MAIL)
    done = run("-C", workspace, "bounces", tmp_path / "returned.mbox", "--json")
    assert done.code == 0
    found = json.loads(done.out)
    assert (found["mails"], found["strange"], found["idle"], found["off"]) == (2, 1, 1, 0)
    assert "active" in run("-C", workspace, "subscribers", "list").out


def test_without_a_mailbox_it_says_what_to_set(run, workspace):
    done = run("-C", workspace, "bounces")
    assert done.code == 1
    assert "[bounces]" in done.err
    assert "DIGEST_BOUNCES_PASSWORD" in done.err


def test_a_mailbox_that_is_not_there_is_told(run, workspace, monkeypatch):
    monkeypatch.setenv("DIGEST_BOUNCES_PASSWORD", "hunter2")
    path = workspace / "config" / "digest.toml"
    text = path.read_text(encoding="utf-8").replace(
        '[bounces]\nhost = ""\nport = 993\nuser = ""',
        '[bounces]\nhost = "127.0.0.1"\nport = 1\nuser = "retours"',
    )
    path.write_text(text, encoding="utf-8")
    done = run("-C", workspace, "bounces")
    assert done.code == 1
    assert "127.0.0.1:1 cannot be read" in done.err
    assert "hunter2" not in done.err
