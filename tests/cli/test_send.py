import io
import json
import re
import runpy
import sqlite3
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from sqlalchemy import create_engine, text

from digest.desk import posting
from digest.send.splice import PLACEHOLDER

DAY = "2025-09-27"
serving = runpy.run_path(str(Path(__file__).parent.parent / "send" / "faulty.py"))["serving"]
SETTINGS = {
    '\nurl = ""': '\nurl = "https://boussole.example/{date}"',
    'unsubscribe_url = ""': 'unsubscribe_url = "https://boussole.example/fin/{token}"',
    'email = ""': 'email = "lettre@boussole.example"',
    'postal_address = ""': 'postal_address = "Lyon"',
}


def configure(workspace: Path, values: dict[str, str]) -> None:
    path = workspace / "config" / "digest.toml"
    text = path.read_text()
    for old, new in values.items():
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)


@pytest.fixture
def ready(run: Callable, workspace: Path, week: Path, tmp_path: Path) -> Path:
    """A workspace with an issue, three readers (one paid) and one who left."""
    configure(workspace, SETTINGS)
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    draft = workspace / "issues" / DAY / "issue.md"
    text = draft.read_text()
    draft.write_text(re.sub(r"<!--\nÉditorial à écrire.*?-->", "Un mot.", text, flags=re.DOTALL))
    people = tmp_path / "people.csv"
    people.write_text(
        "email,plan,status\na@x.example,free,\nb@x.example,paid,\nc@x.example,free,\n"
        "d@x.example,free,unsubscribed\n"
    )
    assert run("-C", workspace, "subscribers", "import", people, "--source", "a fair").code == 0
    return workspace


@pytest.fixture
def relay(ready: Path):
    def relay(port: int) -> Path:
        local = {
            'host = ""': 'host = "127.0.0.1"',
            "port = 587": f"port = {port}",
            'security = "starttls"': 'security = "none"',
        }
        configure(ready, local)
        return ready

    return relay


@pytest.mark.slow
def test_an_issue_is_tried_approved_and_sent(run: Callable, relay):
    with serving() as server:
        where = relay(server.port)
        tried = run("-C", where, "send", "--issue", DAY, "--test", "me@x.example")
        assert tried.code == 0, tried.err
        assert [recipient for _, recipient, _ in server.messages] == ["me@x.example"] * 2
        assert run("-C", where, "approve", "--issue", DAY).code == 0
        done = run("-C", where, "send", "--issue", DAY, "--yes", "--json")
        assert (done.code, json.loads(done.out)) == (
            0,
            {"issue": DAY, "state": "done", "sent": 3},
        )
        assert "1 left out: unsubscribed" in done.err
        assert "among them a@x.example, b@x.example, c@x.example" in done.err
        again = run("-C", where, "send", "--issue", DAY, "--yes")
        assert "has been sent" in again.err
    assert dict(server.accepted) == {
        "me@x.example": 2,
        "a@x.example": 1,
        "b@x.example": 1,
        "c@x.example": 1,
    }


def test_nothing_leaves_without_approval(run: Callable, ready: Path):
    configure(ready, {'transport = "smtp"': 'transport = "outbox"'})
    refused = run("-C", ready, "send", "--issue", DAY, "--yes")
    assert refused.code == 1
    assert "has not been approved" in refused.err
    assert "not been sent" in run("-C", ready, "status", "--issue", DAY).err


@pytest.mark.slow
def test_a_draft_that_changed_must_be_approved_again(run: Callable, ready: Path):
    configure(ready, {'transport = "smtp"': 'transport = "outbox"'})
    run("-C", ready, "approve", "--issue", DAY)
    draft = ready / "issues" / DAY / "issue.md"
    draft.write_text(draft.read_text().replace("Nscale", "NSCALE"))
    assert "has changed since" in run("-C", ready, "send", "--issue", DAY, "--yes").err
    run("-C", ready, "approve", "--issue", DAY)
    assert run("-C", ready, "send", "--issue", DAY, "--yes").code == 0


def test_a_rehearsal_writes_every_message_and_sends_none(run: Callable, ready: Path):
    done = run("-C", ready, "send", "--issue", DAY, "--dry-run")
    assert done.code == 0, done.err
    files = sorted((ready / "issues" / DAY / "outbox").iterdir())
    messages = [message_from_bytes(file.read_bytes(), policy=policy.SMTP) for file in files]
    assert sorted(str(message["To"]) for message in messages) == [
        "a@x.example",
        "b@x.example",
        "c@x.example",
    ]
    assert len({str(message["List-Unsubscribe"]) for message in messages}) == 3
    assert "not been sent" in run("-C", ready, "status", "--issue", DAY).err


def test_the_unsubscribe_link_of_a_message_takes_its_reader_off(run: Callable, ready: Path):
    run("-C", ready, "send", "--issue", DAY, "--dry-run")
    for file in (ready / "issues" / DAY / "outbox").iterdir():
        message = message_from_bytes(file.read_bytes(), policy=policy.SMTP)
        if message["To"] == "b@x.example":
            token = str(message["List-Unsubscribe"]).partition("/fin/")[2].partition(">")[0]
    assert run("-C", ready, "subscribers", "unsubscribe", "--token", token).code == 0
    shown = json.loads(run("-C", ready, "subscribers", "show", "b@x.example", "--json").out)
    assert shown["status"] == "unsubscribed"


def test_status_says_who_did_not_get_it_and_why(run: Callable, relay):
    def refuse(phase: str, recipient: str) -> str:
        return "550 5.1.1 unknown" if (phase, recipient) == ("rcpt", "c@x.example") else ""

    with serving(refuse) as server:
        where = relay(server.port)
        run("-C", where, "approve", "--issue", DAY)
        assert run("-C", where, "send", "--issue", DAY, "--yes").code == 0
    status = json.loads(run("-C", where, "status", "--issue", DAY, "--json").out)
    assert status["deliveries"] == {"sent": 2, "bounced": 1}
    assert status["unreached"] == [
        {"address": "c@x.example", "state": "bounced", "why": "5.1.1 unknown"}
    ]
    assert status["candidates"] == status["prepared"] + sum(status["excluded"].values())


def test_a_fault_of_ours_pauses_and_is_said(run: Callable, relay):
    with serving(lambda phase, _: "550 not you" if phase == "mail" else "") as server:
        where = relay(server.port)
        run("-C", where, "approve", "--issue", DAY)
        paused = run("-C", where, "send", "--issue", DAY, "--yes")
        assert paused.code == 1
        assert "550 not you" in paused.err
        server.plan = lambda _phase, _recipient: ""
        assert run("-C", where, "send", "--issue", DAY, "--yes").code == 0
    assert sum(server.accepted.values()) == 3


@pytest.mark.slow
def test_those_in_doubt_are_tried_again_only_when_asked(run: Callable, relay):
    def swallow(phase: str, recipient: str) -> str:
        return "swallow" if (phase, recipient) == ("dot", "a@x.example") else ""

    with serving(swallow) as server:
        where = relay(server.port)
        run("-C", where, "approve", "--issue", DAY)
        sent = run("-C", where, "send", "--issue", DAY, "--yes")
        assert (sent.code, "1 may or may not have got it" in sent.err) == (4, True)
        server.plan = lambda _phase, _recipient: ""
        assert run("-C", where, "send", "--issue", DAY, "--yes").code == 4
        assert server.accepted["a@x.example"] == 1
        listed = run("-C", where, "uncertain", "list", "--issue", DAY)
        assert listed.out.split()[:2] == ["uncertain", "a@x.example"]
        assert run("-C", where, "uncertain", "resend", "--issue", DAY, "--yes").code == 0
        again = run("-C", where, "send", "--issue", DAY, "--yes")
        assert again.code == 0, again.err
    assert server.accepted["a@x.example"] == 2


def test_what_the_check_forbids_is_not_approved(run: Callable, ready: Path):
    draft = ready / "issues" / DAY / "issue.md"
    draft.write_text(draft.read_text().replace("Un mot.", "Un mot de {{ prenom }}."))
    refused = run("-C", ready, "approve", "--issue", DAY)
    assert refused.code == 3
    assert "The check forbids it: 2 errors" in refused.err


def test_what_was_rendered_is_what_is_checked_whatever_is_saved_meanwhile(
    run: Callable, ready: Path, monkeypatch
):
    draft, render = ready / "issues" / DAY / "issue.md", posting.posting
    good = draft.read_text()
    draft.write_text(good.replace("Un mot.", "Un mot de {{ prenom }}."))

    def slow(*given):
        made = render(*given)
        draft.write_text(good)
        return made

    monkeypatch.setattr(posting, "posting", slow)
    assert run("-C", ready, "approve", "--issue", DAY).code == 3


def test_what_is_missing_for_sending_is_said_at_once(run: Callable, workspace: Path, week: Path):
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    refused = run("-C", workspace, "approve", "--issue", DAY)
    assert refused.code == 1
    for key in ("sender.email", "sender.postal_address", "newsletter.url", "unsubscribe_url"):
        assert key in refused.err


@pytest.fixture
def outbox(run: Callable, ready: Path) -> Path:
    """A workspace whose issue is approved and leaves into files."""
    configure(ready, {'transport = "smtp"': 'transport = "outbox"'})
    assert run("-C", ready, "approve", "--issue", DAY).code == 0
    return ready


def status(run: Callable, where: Path, *more: str) -> dict:
    return json.loads(run("-C", where, "status", "--issue", DAY, "--json", *more).out)


@pytest.mark.slow
def test_a_scheduled_issue_leaves_with_the_worker_at_its_hour(run: Callable, outbox: Path):
    planned = run("-C", outbox, "send", "--issue", DAY, "--at", "in 1 minutes", "--yes")
    assert planned.code == 0, planned.err
    assert "3 get the mail" not in planned.out
    assert status(run, outbox)["state"] == "scheduled"
    assert run("-C", outbox, "worker", "--once").code == 0
    assert status(run, outbox)["state"] == "scheduled"
    move_clock(outbox, minutes=-2)
    assert run("-C", outbox, "worker", "--once").code == 0
    assert status(run, outbox)["deliveries"] == {"sent": 3}


def test_a_draft_that_changed_after_the_approval_is_told_and_leaves_as_approved(
    run: Callable, outbox: Path
):
    run("-C", outbox, "send", "--issue", DAY, "--at", "in 1 minutes", "--yes")
    assert "has changed" not in run("-C", outbox, "status", "--issue", DAY).err
    draft = outbox / "issues" / DAY / "issue.md"
    draft.write_text(draft.read_text().replace("Un mot.", "Un autre mot."))
    assert "has changed since it was approved" in run("-C", outbox, "status", "--issue", DAY).err
    move_clock(outbox, minutes=-2)
    worked = run("-C", outbox, "worker", "--once")
    assert "the draft has changed since it was approved; what was approved leaves" in worked.err
    assert all("Un mot." in mail.as_string() for mail in messages(outbox).values())


@pytest.mark.slow
def test_a_worker_that_comes_too_late_sends_nothing(run: Callable, outbox: Path):
    run("-C", outbox, "send", "--issue", DAY, "--at", "in 1 minutes", "--yes")
    move_clock(outbox, minutes=-120)
    run("-C", outbox, "worker", "--once")
    assert status(run, outbox)["state"] == "missed"
    assert "It is too late" in run("-C", outbox, "status", "--issue", DAY).err
    assert run("-C", outbox, "send", "--issue", DAY, "--yes").code == 0
    assert status(run, outbox)["state"] == "done"


def test_a_worker_begins_what_comes_due_while_it_sends(run: Callable, relay):
    begun: list[str] = []

    def plan_another(phase: str, recipient: str) -> str:
        if phase == "rcpt" and not begun:  # before anything is done, after which it is looked
            begun.append(recipient)
            change(
                where,
                "INSERT INTO approval SELECT '2025-10-04', hash, at FROM approval",
                "INSERT INTO schedule SELECT issue_id, datetime('now') || '.0', NULL, at "
                "FROM approval WHERE issue_id = '2025-10-04'",
            )
        return ""

    with serving(plan_another) as server:
        where = relay(server.port)
        run("-C", where, "approve", "--issue", DAY)
        run("-C", where, "send", "--issue", DAY, "--at", "in 1 minutes", "--yes")
        move_clock(where, minutes=-2)
        worked = run("-C", where, "worker", "--once")
    assert "2025-10-04: it leaves, as scheduled" in worked.err
    assert status(run, where)["state"] == "done"


def test_a_worker_takes_up_an_issue_that_waited_for_its_relay(run: Callable, outbox: Path):
    run("-C", outbox, "send", "--issue", DAY, "--yes")
    waiting = "UPDATE mailing SET state = 'paused', resume_at = '{}-10-01 05:00:00.0'"
    rows = "UPDATE delivery SET state = 'ready' WHERE address = 'a@x.example'"
    change(outbox, waiting.format(2100), rows)
    assert "tries again 2100-10-01" in run("-C", outbox, "status", "--issue", DAY).out
    run("-C", outbox, "worker", "--once")
    assert status(run, outbox)["state"] == "paused"
    change(outbox, waiting.format(2025))
    worked = run("-C", outbox, "worker", "--once")
    assert "the line was in trouble; it is tried again" in worked.err
    assert status(run, outbox)["state"] == "done"


def test_send_asks_before_it_ends_a_pause_that_waits_for_a_person(
    run: Callable, outbox: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    run("-C", outbox, "send", "--issue", DAY, "--yes")
    paused = "UPDATE mailing SET state = 'paused', why = 'paused by hand'"
    change(outbox, paused, "UPDATE delivery SET state = 'ready'")
    asked = run("-C", outbox, "send", "--issue", DAY)
    assert "paused by hand" in asked.err
    assert status(run, outbox)["deliveries"] == {"ready": 3}
    run("-C", outbox, "send", "--issue", DAY, "--yes")
    assert status(run, outbox)["deliveries"] == {"sent": 3}


@pytest.mark.parametrize(
    "spoken",
    [
        ("en", "Send to 3 people now? [y/N]", "Nothing was sent.", "y", "Issue 2025-09-27: done"),
        (
            "fr",
            "Envoyer maintenant à 3 personnes\u202f? [o/N]",
            "Rien n’a été envoyé.",
            "o",
            "Numéro du 27 septembre 2025\u00a0: envoyé",
        ),
    ],
)
def test_a_no_to_the_last_question_is_told_calmly_and_nothing_is_sent(
    run: Callable, outbox: Path, monkeypatch: pytest.MonkeyPatch, spoken: tuple[str, ...]
):
    language, question, told, yes, done = spoken
    monkeypatch.setenv("DIGEST_LANG", language)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    refused = run("-C", outbox, "send", "--issue", DAY)
    assert question in refused.err
    assert refused.err.rstrip().endswith(told)
    assert (refused.code, status(run, outbox)["state"]) == (130, "not sent")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{yes}\n"))
    assert run("-C", outbox, "send", "--issue", DAY).code == 0
    assert status(run, outbox)["deliveries"] == {"sent": 3}
    assert run("-C", outbox, "status", "--issue", DAY).out.startswith(done)


def change(where: Path, *statements: str) -> None:
    """Change the ledger behind the program's back."""
    with sqlite3.connect(where / "subscribers.db") as connection:
        for statement in statements:
            connection.execute(statement)


def move_clock(where: Path, *, minutes: int) -> None:
    """Move the hour an issue is scheduled for."""
    with sqlite3.connect(where / "subscribers.db") as connection:
        connection.execute(
            "UPDATE schedule SET at = datetime(at, ? || ' minutes') || '.0'", (minutes,)
        )


def test_a_scheduled_issue_is_cancelled(run: Callable, outbox: Path):
    run("-C", outbox, "send", "--issue", DAY, "--at", "in 1 minutes", "--yes")
    assert run("-C", outbox, "cancel", "--issue", DAY).code == 0
    assert status(run, outbox)["state"] == "not sent"


def test_an_issue_is_paused_resumed_and_cancelled(run: Callable, relay):
    with serving(lambda phase, _: "450 later" if phase == "rcpt" else "") as server:
        where = relay(server.port)
        run("-C", where, "approve", "--issue", DAY)
        run("-C", where, "send", "--issue", DAY, "--yes")
        assert run("-C", where, "pause", "--issue", DAY).code == 0
        assert status(run, where)["why"] == "paused by hand"
        assert run("-C", where, "pause", "--issue", DAY).code == 1
        assert run("-C", where, "resume", "--issue", DAY).code == 0
        assert "3 people" in run("-C", where, "retry", "--issue", DAY).err
        assert run("-C", where, "cancel", "--issue", DAY, "--yes").code == 0
    assert status(run, where)["state"] == "cancelled"
    refused = run("-C", where, "send", "--issue", DAY, "--yes")
    assert "was cancelled" in refused.err
    named = run("-C", where, "status", "--issue", DAY, "--unreached").out.splitlines()
    assert [line.split("\t")[1] for line in named] == ["skipped"] * 3


def test_a_correction_goes_to_those_who_got_the_issue(run: Callable, outbox: Path):
    assert run("-C", outbox, "send", "--issue", DAY, "--yes").code == 0
    run("-C", outbox, "subscribers", "add", "new@x.example", "--confirmed")
    draft = (outbox / "issues" / DAY / "issue.md").read_text()
    (outbox / "issues" / DAY / "correction-1.md").write_text(draft.replace("Un mot.", "Pardon."))
    approved = run("-C", outbox, "approve", "--issue", DAY, "--correction")
    assert approved.code == 0, approved.err
    sent = run("-C", outbox, "send", "--issue", DAY, "--correction", "--yes")
    assert sent.code == 0, sent.err
    counts = status(run, outbox, "--correction")
    assert (counts["deliveries"], counts["excluded"]) == (
        {"sent": 3},
        {"did not get the issue": 1, "unsubscribed": 1},
    )
    files = list((outbox / "issues" / DAY / "outbox" / "correction-1").iterdir())
    assert len(files) == 3
    assert b"Pardon." in files[0].read_bytes()
    assert status(run, outbox)["deliveries"] == {"sent": 3}


def test_a_correction_begins_from_a_text_that_cannot_leave_as_it_is(run: Callable, outbox: Path):
    corrects = ("--issue", DAY, "--correction")
    assert "--correction 1 --draft" in run("-C", outbox, "approve", *corrects).err
    assert run("-C", outbox, "send", *corrects, "--draft").code == 0
    path = outbox / "issues" / DAY / "correction-1.md"
    begun = path.read_text()
    assert "Rectificatif" in begun
    assert "samedi 27 septembre 2025" in begun
    assert (
        "digest check --issue 2025-09-27 --correction 1"
        in run("-C", outbox, "approve", *corrects).err
    )
    assert run("-C", outbox, "check", *corrects).code == 3
    assert "is there already" in run("-C", outbox, "send", *corrects, "--draft").err
    path.write_text(begun.replace("à compléter", "mille"))
    unapproved = run("-C", outbox, "send", *corrects, "--yes")
    assert f"`digest approve --issue {DAY} --correction 1`" in unapproved.err
    approved = run("-C", outbox, "approve", *corrects)
    assert approved.code == 0, approved.err
    assert run("-C", outbox, "send", "--issue", DAY, "--draft").code == 2


def test_a_correction_reaches_those_in_doubt_and_waits_for_those_not_tried(
    run: Callable, outbox: Path
):
    run("-C", outbox, "send", "--issue", DAY, "--yes")
    draft = (outbox / "issues" / DAY / "issue.md").read_text()
    (outbox / "issues" / DAY / "correction-1.md").write_text(draft.replace("Un mot.", "Pardon."))
    run("-C", outbox, "approve", "--issue", DAY, "--correction")
    change(
        outbox,
        "UPDATE mailing SET state = 'sending'",
        "UPDATE delivery SET state = 'uncertain' WHERE address = 'a@x.example'",
        "UPDATE delivery SET state = 'ready' WHERE address = 'b@x.example'",
    )
    send = ("-C", outbox, "send", "--issue", DAY, "--correction", "--yes")
    assert "still being sent" in run(*send).err
    change(outbox, "UPDATE delivery SET state = 'bounced' WHERE address = 'b@x.example'")
    sent = run(*send)
    assert "1 of them may have got the issue" in sent.err
    assert status(run, outbox, "--correction")["deliveries"] == {"sent": 2}


def test_an_issue_that_nobody_got_has_nobody_to_correct_for(run: Callable, outbox: Path):
    draft = (outbox / "issues" / DAY / "issue.md").read_text()
    (outbox / "issues" / DAY / "correction-1.md").write_text(draft)
    run("-C", outbox, "approve", "--issue", DAY, "--correction")
    refused = run("-C", outbox, "send", "--issue", DAY, "--correction", "--yes")
    assert "nobody to send to" in refused.err


def messages(where: Path) -> dict[str, Message]:
    files = (where / "issues" / DAY / "outbox").glob("*.eml")
    read = (message_from_bytes(file.read_bytes(), policy=policy.SMTP) for file in files)
    return {str(message["To"]): message for message in read}


def test_readers_are_called_by_their_names(run: Callable, ready: Path):
    draft = ready / "issues" / DAY / "issue.md"
    draft.write_text(draft.read_text().replace("Un mot.", "Bonjour {first_name|cher lecteur} !"))
    run("-C", ready, "subscribers", "add", "zoe@x.example", "--name", "Zoé Martin", "--confirmed")
    checked = run("-C", ready, "check", "--issue", DAY, "--json")
    assert json.loads(checked.out)["may_be_sent"], checked.out
    done = run("-C", ready, "send", "--issue", DAY, "--dry-run")
    assert done.code == 0, done.err
    for address, name in (("zoe@x.example", "Zoé"), ("a@x.example", "cher lecteur")):
        for kind in ("plain", "html"):
            said = messages(ready)[address].get_body((kind,)).get_content()
            assert f"Bonjour {name}\u202f!" in said
    run("-C", ready, "render", "--issue", DAY)
    web = (ready / "issues" / DAY / "out" / "web.html").read_text()
    assert "Bonjour cher lecteur" in web
    assert "first_name" not in web


@pytest.mark.parametrize("sign", ["{first_name}", "{prenom|cher lecteur}"])
def test_a_name_without_fallback_or_of_another_word_is_not_approved(
    run: Callable, ready: Path, sign: str
):
    draft = ready / "issues" / DAY / "issue.md"
    draft.write_text(draft.read_text().replace("Un mot.", f"Bonjour {sign} !"))
    assert run("-C", ready, "approve", "--issue", DAY).code != 0
    assert "placeholder" in run("-C", ready, "check", "--issue", DAY, "--json").out


def test_messages_are_signed_when_a_key_is_configured(
    run: Callable, ready: Path, monkeypatch: pytest.MonkeyPatch
):
    configure(ready, {'selector = ""': 'selector = "s1"'})
    missing = run("-C", ready, "send", "--issue", DAY, "--dry-run")
    assert "DIGEST_DKIM_KEY holds no key" in missing.err
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    pem = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    monkeypatch.setenv("DIGEST_DKIM_KEY", pem.decode())
    assert run("-C", ready, "send", "--issue", DAY, "--dry-run").code == 0
    (signature,) = {str(one["DKIM-Signature"])[:65] for one in messages(ready).values()}
    assert "d=boussole.example; s=s1;" in signature


@pytest.mark.slow
def test_an_issue_is_sent_by_a_worker_on_postgresql(
    run: Callable, outbox: Path, postgresql, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("DIGEST_SUBSCRIBERS_KEY", bytes(range(32)).hex())
    url = postgresql.render_as_string()
    path = outbox / "config" / "digest.toml"
    head, _, tail = path.read_text().rpartition('url = ""')
    path.write_text(f'{head}url = "{url}"{tail}')
    people = tmp_path / "people.csv"
    assert run("-C", outbox, "subscribers", "import", people, "--source", "a fair").code == 0
    assert run("-C", outbox, "approve", "--issue", DAY).code == 0
    planned = run("-C", outbox, "send", "--issue", DAY, "--at", "in 1 minutes", "--yes")
    assert planned.code == 0, planned.err
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE schedule SET at = at - interval '2 minutes'"))
    engine.dispose()
    assert run("-C", outbox, "worker", "--once").code == 0
    assert status(run, outbox)["deliveries"] == {"sent": 3}


def test_a_password_in_the_settings_is_refused(run: Callable, workspace: Path):
    path = workspace / "config" / "digest.toml"
    head, _, tail = path.read_text().rpartition('url = ""')
    path.write_text(f'{head}url = "postgresql+psycopg://anna:secret@db.example/digest"{tail}')
    refused = run("-C", workspace, "subscribers", "list")
    assert "a password never stands in a file" in refused.err
    assert "secret" not in refused.err


def test_a_worker_outlives_a_round_that_failed(run: Callable, outbox: Path):
    configure(outbox, {'transport = "outbox"': 'transport = "builtins:open"'})  # opened wrongly
    run("-C", outbox, "send", "--issue", DAY, "--at", "in 1 minutes", "--yes")
    move_clock(outbox, minutes=-2)
    worked = run("-C", outbox, "worker", "--once")
    assert worked.code == 0
    assert "This round failed (TypeError" in worked.err


def test_a_backup_is_made_while_nobody_else_can_read_it(run: Callable, ready: Path, tmp_path: Path):
    copy = tmp_path / "copy.db"
    done = run("-C", ready, "backup", copy)
    assert (done.code, copy.exists()) == (0, True)
    assert "subscribers.key" in done.err
    assert run("-C", ready, "backup", copy).code == 1


def test_an_article_cannot_have_the_readers_token_put_into_its_own_link(run: Callable, ready: Path):
    draft = ready / "issues" / DAY / "issue.md"
    stolen = f"[lire](https://evil.example/?t={PLACEHOLDER})"
    draft.write_text(draft.read_text().replace("Un mot.", f"Un mot, {stolen}."))
    assert run("-C", ready, "send", "--issue", DAY, "--dry-run").code == 0
    for message in messages(ready).values():
        token = str(message["List-Unsubscribe"]).partition("/fin/")[2].partition(">")[0]
        for kind in ("plain", "html"):
            said = message.get_body((kind,)).get_content()
            assert f"evil.example/?t={token}" not in said
            assert f"/fin/{token}" in said
