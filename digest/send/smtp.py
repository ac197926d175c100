"""A transport that speaks SMTP (RFC 5321), step by step, so that it knows where a line broke."""

import contextlib
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from digest.notice import Notice
from digest.send.outcome import Outcome, Phase, Result, classify
from digest.send.transport import Envelope, TransportError

__all__ = ["Relay", "Smtp"]

# RFC 5321 4.5.3.2: how long a server may take at each step, in seconds.
PATIENCE = {
    Phase.CONNECT: 300.0,
    Phase.MAIL: 300.0,
    Phase.RCPT: 300.0,
    Phase.DATA: 180.0,
    Phase.DOT: 600.0,
}
_FORBIDDEN = re.compile(r"[\x00-\x20<>\x7f]")  # nothing in an address may end a command
_DOT = re.compile(rb"\n\.")
QUIET = 10.0  # seconds after which a line is asked (NOOP) before a message is trusted to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """The server that takes our mail. `security` is "starttls", "tls" or "none".

    `hello` is the name we give ourselves; `context` is for a test's own authority.
    """

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    hello: str = "localhost"
    context: ssl.SSLContext | None = None
    patience: float | None = None


class Smtp:
    """One connection to a relay; opened when needed, opened again when it broke."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self._line: smtplib.SMTP | None = None
        self._used = 0.0  # when, on the monotonic clock

    def prepare(self) -> None:
        if self._line is not None and self._answers(self._line):
            return
        self._drop()
        where = f"{self.relay.host}:{self.relay.port}"
        try:
            self._line = self._open()
            self._used = time.monotonic()
        except smtplib.SMTPAuthenticationError as error:
            raise TransportError(
                Notice("{where} refused the login ({code}).", where=where, code=error.smtp_code),
                Notice("Check the user in config/digest.toml and the password in the environment."),
                lasting=True,
            ) from error
        except smtplib.SMTPNotSupportedError as error:
            raise TransportError(
                Notice(
                    "{where} does not offer what is asked of it: {error}",
                    where=where,
                    error=str(error),
                ),
                lasting=True,
            ) from error
        except ssl.SSLCertVerificationError as error:
            raise TransportError(
                Notice(
                    "{where}: its certificate is not to be trusted ({error}).",
                    where=where,
                    error=error.verify_message,
                ),
                Notice(
                    "Write the host as the certificate names it; an unverified server gets no address."
                ),
                lasting=True,
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise TransportError(
                Notice(
                    "{where} does not answer as it should ({error}).", where=where, error=str(error)
                )
            ) from error

    def deliver(self, envelope: Envelope, message: bytes) -> Outcome:
        line = self._line
        if line is None:
            return _lost(Phase.CONNECT, "not connected")
        outcome = self._dialogue(line, envelope, message)
        self._used = time.monotonic()
        if outcome.result is Result.SKIPPED:
            return outcome
        if outcome.trouble or outcome.result is Result.UNKNOWN:
            self._drop()
        elif outcome.result is not Result.SENT:
            try:
                line.rset()
            except (OSError, smtplib.SMTPException):
                self._drop()
        return outcome

    def _answers(self, line: smtplib.SMTP) -> bool:
        """Whether a line that was silent for a while is still there."""
        if time.monotonic() - self._used < QUIET:
            return True
        try:
            self._wait(line, Phase.RCPT)
            return line.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def close(self) -> None:
        if self._line is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._wait(self._line, Phase.RCPT)
                self._line.quit()
            self._drop()

    def _open(self) -> smtplib.SMTP:
        relay, wait = self.relay, self.relay.patience or PATIENCE[Phase.CONNECT]
        context = relay.context or ssl.create_default_context()
        line: smtplib.SMTP
        if relay.security == "tls":
            line = smtplib.SMTP_SSL(
                relay.host, relay.port, relay.hello, timeout=wait, context=context
            )
        else:
            line = smtplib.SMTP(relay.host, relay.port, relay.hello, timeout=wait)
        try:
            line.ehlo_or_helo_if_needed()
            if relay.security == "starttls":
                line.starttls(context=context)
                line.ehlo_or_helo_if_needed()
            if relay.user:
                line.login(relay.user, relay.password)
            # The last dot is a small packet: with Nagle's rule it would wait for an ACK that the
            # peer delays (40 ms a message on Linux).
            if line.sock is not None:
                line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            line.close()
            raise
        return line

    def _dialogue(self, line: smtplib.SMTP, envelope: Envelope, message: bytes) -> Outcome:
        beyond_ascii = not envelope.recipient.isascii()
        if beyond_ascii and not line.has_extn("smtputf8"):
            said = "the relay takes no address with letters beyond ASCII (SMTPUTF8)"
            return Outcome(result=Result.SKIPPED, phase=Phase.RCPT, reply=said)
        if _FORBIDDEN.search(envelope.sender + envelope.recipient):
            return Outcome(result=Result.SKIPPED, phase=Phase.RCPT, reply="no address at all")
        options = " SMTPUTF8 BODY=8BITMIME" if beyond_ascii else ""
        commands = (
            (Phase.MAIL, f"MAIL FROM:<{envelope.sender}>{options}\r\n".encode()),
            (Phase.RCPT, f"RCPT TO:<{envelope.recipient}>\r\n".encode()),
            (Phase.DATA, b"DATA\r\n"),
        )
        return self._envelope(line, commands) or self._message(line, message)

    def _envelope(
        self, line: smtplib.SMTP, commands: Sequence[tuple[Phase, bytes]]
    ) -> Outcome | None:
        """All before the message; None when the server waits for it.

        Where the server allows it, all at once (RFC 2920): one round trip for three, and a third of
        the work.
        """
        at_once = line.has_extn("pipelining")
        refused: Outcome | None = None
        for number, (phase, command) in enumerate(commands):
            try:
                if number == 0 or not at_once:
                    self._wait(line, phase)
                    line.send(b"".join(each for _, each in commands) if at_once else command)
                code, reply = line.getreply()
            except (OSError, smtplib.SMTPException) as error:
                return refused or _lost(phase, str(error))
            if refused is not None:
                if phase is Phase.DATA and code == 354:  # it wants a message to nobody: let it go
                    self._drop()
            elif code != 354 if phase is Phase.DATA else not 200 <= code < 300:
                refused = _refused(phase, code, reply)
                if not at_once:
                    break
        return refused

    def _message(self, line: smtplib.SMTP, message: bytes) -> Outcome:
        try:
            dotted = _DOT.search(message)  # a template makes none; in half the time of `in`
            line.send(message.replace(b"\r\n.", b"\r\n..") if dotted else message)
        except (OSError, smtplib.SMTPException) as error:
            return _lost(Phase.DATA, str(error))
        # From here on the server may have the whole message, whatever we hear.
        try:
            self._wait(line, Phase.DOT)
            line.send(b".\r\n")
            code, reply = line.getreply()
        except (OSError, smtplib.SMTPException) as error:
            said = f"no reply after the message ({error})"
            return Outcome(result=Result.UNKNOWN, phase=Phase.DOT, reply=said)
        if not (200 <= code < 300 or 400 <= code < 600):
            said = f"a reply after the message that makes no sense ({code})"
            return Outcome(result=Result.UNKNOWN, phase=Phase.DOT, reply=said)
        return classify(Phase.DOT, code, reply)

    def _wait(self, line: smtplib.SMTP, phase: Phase) -> None:
        patience = self.relay.patience or PATIENCE[phase]
        if line.sock is not None and line.sock.gettimeout() != patience:
            line.sock.settimeout(patience)

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def _refused(phase: Phase, code: int, reply: bytes) -> Outcome:
    """A step did not go on; a 2xx to DATA, or a 3xx elsewhere, is a server gone wrong."""
    if 400 <= code < 600:
        return classify(phase, code, reply)
    return _lost(phase, f"unexpected reply {code}")


def _lost(phase: Phase, why: str) -> Outcome:
    """Broken before the last dot: certainly not accepted."""
    return Outcome(result=Result.DEFERRED, phase=phase, reply=f"connection lost ({why})")
