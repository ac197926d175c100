"""Who is gone is never written to again, who is full is counted, and nobody can be denounced."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.bounces.report import Kind, read
from digest.bounces.shares import Shares, shares
from digest.send import decide
from digest.subscribers import register
from digest.subscribers.dossier import dossier
from digest.subscribers.schema import Status
from digest.subscribers.seal import Seal

SEAL = Seal(bytes(range(32)))
NOW = datetime(2025, 9, 27, 8, 0, tzinfo=UTC)
ANNA, OTTO, LEA, MAX = (f"{name}@x.example" for name in ("anna", "otto", "lea", "max"))


# What reports are made of, in any order.
PIECES = [
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    b"Content-Type: message/delivery-status",
    b"Content-Type: message/rfc822",
    b"Content-Type: message/feedback-report",
    b"Content-Type: text/plain; charset=nothing",
    b"Content-Transfer-Encoding: base64",
    b"Return-Path: <>",
    b"To: <retours+" + b"a" * 26 + b"@x.example>",
    b"Action: failed",
    b"Status: 5.1.1",
    b"Diagnostic-Code: smtp; 550 <anna@x.example> unknown\x07\xff",
    b"Feedback-Type: abuse",
    b"--b",
    b"--b--",
    b"",
    b"550 5.1.1 <anna@x.example> unknown\x00",
]


def test_a_mailbox_that_does_not_exist_is_suppressed_and_the_ledger_says_so(people, dsn):
    tally = people.take(dsn(people.verp(ANNA), said="550 5.1.1 <anna@x.example> unknown"))
    assert (tally.new, tally.off) == ({Kind.HARD: 1}, 1)
    assert people.status(ANNA) is Status.BOUNCED
    assert people.suppressed(ANNA) == "bounced"
    assert people.state(ANNA) == ("bounced", "came back: 550 5.1.1 <<address>> unknown")
    assert people.status(OTTO) is Status.ACTIVE


def test_reading_the_same_mail_twice_does_no_more_than_once(people, dsn):
    mail = dsn(people.verp(ANNA))
    people.take(mail)
    again = people.take(mail, mail.replace(b"\r\n", b"\n"))
    assert (again.known, again.off, again.new) == (2, 0, {})


def test_a_full_mailbox_counts_once_an_issue_and_not_for_ever(people, dsn):
    issues = ["2025-10-04", "2025-10-11", "2026-06-06", "2026-06-13", "2026-06-20"]
    for issue in issues:
        people.send(issue)
    full = [dsn(people.verp(ANNA, issue), status="5.2.2") for issue in issues]
    twice = full[0].replace(b"Returned mail", b"Returned again")
    people.take(full[0], twice, full[1])
    later = NOW + timedelta(days=250)
    people.take(full[2], full[3], now=later)
    assert people.status(ANNA) is Status.ACTIVE
    people.take(full[4], now=later)
    assert people.status(ANNA) is Status.BOUNCED
    assert people.suppressed(ANNA) == ""


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        ("5.1.1", "", Kind.HARD),
        ("5.1.10", "", Kind.HARD),
        ("5.2.1", "", Kind.HARD),
        ("5.0.0", "550 5.1.1 no such user", Kind.HARD),
        ("5.0.0", "550 user unknown", Kind.HARD),
        ("5.0.0", "550 go away", Kind.SOFT),
        ("5.2.2", "552 mailbox full", Kind.SOFT),
        ("4.4.7", "delivery time expired", Kind.SOFT),
        ("5.7.1", "550 5.7.1 rejected as spam", Kind.BLOCKED),
        ("5.7.26", "", Kind.BLOCKED),
        ("5.0.0", "550 5.7.1 blocked, user unknown", Kind.BLOCKED),
    ],
)
def test_a_code_says_what_it_means(people, dsn, status, said, kind):
    tally = people.take(dsn(people.verp(ANNA), status=status, said=said))
    assert tally.new == {kind: 1}
    assert (people.status(ANNA) is Status.BOUNCED) == (kind is Kind.HARD)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_has_not_failed_harms_nobody(people, dsn, action):
    people.take(dsn(people.verp(ANNA), status="4.4.1", action=action))
    assert people.status(ANNA) is Status.ACTIVE
    assert people.state(ANNA)[0] == "sent"


def test_a_mail_without_a_token_of_ours_denounces_nobody(people, dsn):
    forged = dsn(f"retours+{'a' * 26}@boussole.example", said="550 5.1.1 anna@x.example unknown")
    plain = dsn("retours@boussole.example", original="To: anna@x.example\r\n")
    tally = people.take(forged, plain)
    assert (tally.strange, tally.off) == (2, 0)
    assert people.status(ANNA) is Status.ACTIVE


def test_the_message_id_of_what_was_returned_names_it_too(people, dsn):
    people.take(
        dsn("retours@boussole.example", original=f"Message-ID: {people.message_id(OTTO)}\r\n")
    )
    assert people.status(OTTO) is Status.BOUNCED


def test_a_complaint_is_for_good(people, complaint):
    tally = people.take(complaint(f"Message-ID: {people.message_id(LEA)}\r\n"))
    assert tally.complaints == {"2025-09-27": (1, 4)}
    assert people.status(LEA) is Status.COMPLAINED
    assert people.suppressed(LEA) == "complained"
    assert people.state(LEA)[0] == "sent"


def test_not_spam_is_no_complaint(people, complaint):
    people.take(complaint(f"Message-ID: {people.message_id(LEA)}\r\n", kind="not-spam"))
    assert people.status(LEA) is Status.ACTIVE


def test_too_many_complaints_pause_an_issue_under_way(people, complaint):
    assert people.mailing() == "sending"
    people.take(*(complaint(f"Return-Path: <{people.verp(one)}>\r\n") for one in (ANNA, OTTO)))
    assert people.mailing() == "sending"
    with people.database.begin() as connection:  # its relay is away at this moment
        decide.wait(connection, "2025-09-27", why="refused", now=NOW)
    people.take(complaint(f"Return-Path: <{people.verp(LEA)}>\r\n"))
    assert people.mailing() == "paused"
    with people.database.begin() as connection:
        assert decide.take_up(connection, now=NOW + timedelta(days=1)) == ()


def test_who_writes_to_the_unsubscribe_address_is_off_also_a_second_time(people):
    def mail(token, number):
        return (
            f"From: max@x.example\r\nMessage-ID: <{number}@x>\r\n"
            f"Subject: unsubscribe-{token}\r\n\r\n"
        ).encode()

    tally = people.take(mail(people.leave_token(MAX), 1), mail("a" * 52, 2))
    assert (tally.new, tally.strange) == ({Kind.LEAVE: 1}, 1)
    assert people.status(MAX) is Status.UNSUBSCRIBED
    back = people.person(MAX)
    with people.database.begin() as connection:
        register.change(connection, back, Status.ACTIVE, source="a test", now=NOW)
    people.take(mail(people.leave_token(MAX), 1))
    assert people.status(MAX) is Status.ACTIVE
    people.take(mail(people.leave_token(MAX), 3))
    assert people.status(MAX) is Status.UNSUBSCRIBED


@pytest.mark.parametrize("sender", ["anna@x.example", "postmaster@x.example"])
def test_an_automatic_answer_is_no_bounce_though_it_comes_from_nobody(people, sender):
    mail = (
        f"Return-Path: <>\r\nFrom: {sender}\r\nTo: {people.verp(ANNA)}\r\n"
        "Auto-Submitted: auto-replied\r\nSubject: Absente\r\n\r\n550 rue du Port, en vacances\r\n"
    ).encode()
    assert people.take(mail).idle == 1
    assert people.status(ANNA) is Status.ACTIVE
    assert people.state(ANNA)[0] == "sent"


@pytest.mark.parametrize(
    ("text", "status", "new"),
    [
        ("<anna@x.example>:\r\nRemote host said: 550 5.1.1 no mailbox", Status.BOUNCED, 1),
        ("anna@x.example\r\n  host mx said: 552 5.2.2 over quota", Status.ACTIVE, 1),
        ("host mx said: 550 listed by zen.example, user unknown", Status.ACTIVE, 1),
        ("Sorry, it did not work out.", Status.ACTIVE, 0),
    ],
)
def test_an_old_server_without_a_report_is_read_by_the_reply_it_quotes(people, text, status, new):
    mail = (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@old.example\r\nTo: {people.verp(ANNA)}\r\n"
        f"Subject: failure notice\r\n\r\n{text}\r\n"
    ).encode()
    assert people.take(mail).new.total() == new
    assert people.status(ANNA) is status


def test_a_mail_that_no_parser_can_read_stops_none_behind_it(people, dsn):
    deep = b"".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n".encode()
        for n in range(5000)
    )
    tally = people.take(deep, dsn(people.verp(ANNA)))
    assert (tally.refused, tally.off) == ([("mail 0", "cannot be read (RecursionError)")], 1)


def test_a_person_who_was_erased_stays_erased(people, dsn):
    mail, person = dsn(people.verp(ANNA)), people.person(ANNA)
    with people.database.begin() as connection:
        register.forget(connection, person, now=NOW)
    assert people.take(mail).strange == 1


def test_all_that_came_back_is_part_of_what_is_kept_about_a_person(people, dsn):
    people.take(dsn(people.verp(ANNA), status="5.2.2", said="552 full"))
    anna = people.person(ANNA)
    with people.database.begin() as connection:
        kept = dossier(connection, anna)
    assert [(one["kind"], one["issue"], one["why"]) for one in kept["bounces"]] == [
        ("soft", "2025-09-27", "552 full")
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_heap_of_pieces_is_read_and_its_words_hold_no_address(pieces):
    report = read(b"\r\n".join(pieces))
    assert "@" not in report.why
    assert report.why.isprintable()
    assert len(report.returns) <= 20


def test_bytes_that_are_hardly_a_mail_are_some_mail(people, dsn):
    good = dsn(people.verp(ANNA))
    odd = [good[:cut] for cut in range(0, len(good), 97)]
    odd += [
        b"",
        b"\0" * 1000,
        b"\xff\xfe: \r\n",
        good.replace(b"text/plain", b"text/\xe9; charset=x"),
    ]
    odd += [b"Content-Type: multipart/report; boundary=a\r\n\r\n" + b"--a\r\n" * 5000]
    assert people.take(*odd).mails == len(odd)


@pytest.mark.parametrize("by", ["the return path", "the Message-ID"])
def test_a_confirmation_to_an_address_that_was_mistyped_comes_back_to_its_owner(people, dsn, by):
    people.join("ana@x.example", status=Status.PENDING)
    marks = people.letter("ana@x.example")
    path = f"retours+{marks.return_token}@boussole.example"
    original = f"Message-ID: <{marks.message_id}@boussole.example>"
    mail = dsn(path) if by == "the return path" else dsn("lettre@x.example", original=original)
    tally = people.take(mail)
    assert (tally.new, tally.off, tally.complaints) == ({Kind.HARD: 1}, 1, {})
    assert people.status("ana@x.example") is Status.BOUNCED
    assert people.suppressed("ana@x.example") == "bounced"
    with people.database.connect() as connection:
        kept = dossier(connection, people.person("ana@x.example"))
    assert [one["wish"] for one in kept["mails"]] == ["subscribe"]
    assert kept["consent"][-1]["source"].startswith("a mail with a link: ")


def test_the_last_issues_are_weighed_together(people, dsn, complaint):
    for issue in ("2025-10-04", "2025-10-11"):
        people.send(issue)
    people.take(
        dsn(people.verp(ANNA, "2025-10-11")),
        complaint(f"Message-ID: {people.message_id(OTTO, '2025-10-04')}"),
        complaint(f"Message-ID: {people.message_id(LEA)}"),
    )
    with people.database.connect() as connection:
        found = shares(connection, issues=3)
    assert found == Shares(issues=3, accepted=11, bounced=1, complained=2)
