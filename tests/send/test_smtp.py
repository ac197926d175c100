import shutil
import ssl
import subprocess
import threading
from pathlib import Path

import pytest

from digest.send.outcome import Phase, Result, classify
from digest.send.smtp import Relay, Smtp
from digest.send.transport import Envelope, TransportError

ENVELOPE = Envelope(sender="retours+x@boussole.example", recipient="anna@example.org")
PIPELINING = "250-PIPELINING\r\n"
MESSAGE = b"Subject: un\r\n\r\n.point\r\n..deux\r\nfin\r\n"


def deliver(server, envelope=ENVELOPE, **relay):
    line = Smtp(Relay(host="127.0.0.1", port=server.port, security="none", patience=2, **relay))
    try:
        line.prepare()
        return line.deliver(envelope, MESSAGE)
    finally:
        line.close()


def plan(at: str, answer: str):
    return lambda phase, _recipient: answer if phase == at else ""


@pytest.mark.parametrize("offers", ["", PIPELINING], ids=["step by step", "at once"])
def test_a_message_arrives_as_it_was_made(serving, offers):
    with serving(offers=offers) as server:
        assert deliver(server).result is Result.SENT
        assert server.messages == [(ENVELOPE.sender, ENVELOPE.recipient, MESSAGE)]


@pytest.mark.parametrize(
    ("at", "answer", "result", "phase"),
    [
        ("mail", "421 busy", Result.DEFERRED, Phase.MAIL),
        ("mail", "451 later", Result.DEFERRED, Phase.MAIL),
        ("mail", "550 not you", Result.FAULT, Phase.MAIL),
        ("rcpt", "450 greylisted", Result.DEFERRED, Phase.RCPT),
        ("rcpt", "550 5.1.1 unknown", Result.BOUNCED, Phase.RCPT),
        ("rcpt", "550 no such user", Result.BOUNCED, Phase.RCPT),
        ("rcpt", "552 5.2.2 mailbox full", Result.REFUSED, Phase.RCPT),
        ("rcpt", "550 go away", Result.REFUSED, Phase.RCPT),
        ("rcpt", "550 blocked using zen.spamhaus.org", Result.FAULT, Phase.RCPT),
        ("rcpt", "550 5.7.1 policy", Result.FAULT, Phase.RCPT),
        ("rcpt", "553 5.1.8 your domain", Result.FAULT, Phase.RCPT),
        ("data", "451 later", Result.DEFERRED, Phase.DATA),
        ("data", "554 no", Result.FAULT, Phase.DATA),
        ("dot", "452 full", Result.DEFERRED, Phase.DOT),
        ("dot", "554 spam", Result.FAULT, Phase.DOT),
        ("mail", "drop", Result.DEFERRED, Phase.MAIL),
        ("rcpt", "drop", Result.DEFERRED, Phase.RCPT),
        ("data", "drop", Result.DEFERRED, Phase.DATA),
        ("dot", "drop", Result.UNKNOWN, Phase.DOT),
        ("dot", "swallow", Result.UNKNOWN, Phase.DOT),
        ("dot", "no number", Result.UNKNOWN, Phase.DOT),
    ],
)
@pytest.mark.parametrize("offers", ["", PIPELINING], ids=["step by step", "at once"])
def test_each_failure_means_what_it_means(serving, offers, *, at, answer, result, phase):
    with serving(plan(at, answer), offers=offers) as server:
        outcome = deliver(server)
    assert (outcome.result, outcome.phase) == (result, phase)


def test_silence_after_the_dot_is_unknown(serving):
    wait = threading.Event()

    def silent(phase: str, _recipient: str) -> str:
        if phase == "reply":
            wait.wait(3)
        return ""

    with serving(silent) as server:
        line = Smtp(Relay(host="127.0.0.1", port=server.port, security="none", patience=0.2))
        line.prepare()
        assert line.deliver(ENVELOPE, MESSAGE).result is Result.UNKNOWN
        wait.set()
        line.close()


@pytest.mark.parametrize("offers", ["", PIPELINING], ids=["step by step", "at once"])
def test_after_a_refusal_the_connection_serves_the_next(serving, offers):
    def plan(phase: str, who: str) -> str:
        return "550 5.1.1 no" if (phase, who) == ("rcpt", "a@x.example") else ""

    with serving(plan, offers=offers) as server:
        line = Smtp(Relay(host="127.0.0.1", port=server.port, security="none", patience=2))
        line.prepare()
        first = line.deliver(Envelope(sender="r@x.example", recipient="a@x.example"), MESSAGE)
        second = line.deliver(ENVELOPE, MESSAGE)
        line.close()
    assert (first.result, second.result) == (Result.BOUNCED, Result.SENT)


def test_a_server_that_wants_a_message_to_nobody_gets_none(serving):
    """It said no to the recipient and yes to DATA, which was under way already."""
    answers = {"rcpt": "550 5.1.1 no", "data": "354 go on"}
    with serving(lambda phase, _: answers.get(phase, ""), offers=PIPELINING) as server:
        assert deliver(server).result is Result.BOUNCED
    assert not server.accepted


@pytest.mark.parametrize(
    "recipient", ["a@x.example>\r\nRCPT TO:<b@x.example", "a b@x.example", "<>"]
)
def test_no_address_ends_a_command(serving, recipient: str):
    with serving() as server:
        envelope = Envelope(sender=ENVELOPE.sender, recipient=recipient)
        assert deliver(server, envelope).result is Result.SKIPPED
    assert not server.accepted


def test_letters_beyond_ascii_need_smtputf8(serving):
    envelope = Envelope(sender=ENVELOPE.sender, recipient="zoé@example.org")
    with serving() as server:
        assert deliver(server, envelope).result is Result.SKIPPED
    with serving(offers="250-SMTPUTF8\r\n") as server:
        assert deliver(server, envelope).result is Result.SENT
        assert server.messages[0][1] == "zoé@example.org"


def test_a_relay_without_starttls_gets_nothing(serving):
    with serving() as server:
        line = Smtp(Relay(host="127.0.0.1", port=server.port, security="starttls", patience=2))
        with pytest.raises(TransportError, match="STARTTLS") as caught:
            line.prepare()
    assert caught.value.lasting


def test_nobody_at_the_port_is_said_with_host_and_port(serving):
    with serving() as server:
        port = server.port
    with pytest.raises(TransportError, match=f"127.0.0.1:{port}") as caught:
        Smtp(Relay(host="127.0.0.1", port=port, security="none", patience=2)).prepare()
    assert not caught.value.lasting


def test_a_reply_never_carries_the_address():
    outcome = classify(Phase.RCPT, 550, b"5.1.1 <anna@example.org>: unknown\r\nanna@example.org?")
    assert "anna" not in outcome.reply


def test_the_password_is_not_shown():
    assert "secret" not in repr(Relay(host="h", port=25, user="u", password="secret"))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate for "localhost" that no authority has signed, its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    command += ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    subprocess.run(command, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "certificate.pem").read_bytes())
    return both


@pytest.fixture
def sealed(serving, certificate):
    with serving() as server:
        server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.context.load_cert_chain(certificate)
        yield server


def tls(server, host: str, context: ssl.SSLContext | None = None) -> Smtp:
    relay = Relay(host=host, port=server.port, security="tls", context=context, patience=5)
    return Smtp(relay)


def test_a_server_whose_certificate_is_trusted_takes_mail_over_tls(sealed, certificate):
    line = tls(sealed, "localhost", ssl.create_default_context(cafile=certificate))
    line.prepare()
    assert line.deliver(ENVELOPE, MESSAGE).result is Result.SENT
    line.close()


def test_a_certificate_that_nobody_vouches_for_ends_the_connection(sealed):
    with pytest.raises(TransportError, match="not to be trusted") as caught:
        tls(sealed, "localhost").prepare()
    assert caught.value.lasting
    assert not sealed.accepted


def test_a_certificate_for_another_name_ends_the_connection(sealed, certificate):
    context = ssl.create_default_context(cafile=certificate)
    with pytest.raises(TransportError, match="not to be trusted"):
        tls(sealed, "127.0.0.1", context).prepare()
