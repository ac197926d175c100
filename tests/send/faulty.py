"""An SMTP server that fails as told, and remembers what it accepted: for tests and benchmarks.

`plan(phase, recipient)` answers for each step: "" goes on; "450 words" replies so; "drop" hangs up;
"swallow" (at "dot") accepts the message and hangs up without a reply; a callable is called and the
step goes on. Phases: connect, mail, rcpt, data, body (before the message is read), dot (after it
was accepted), reply (before the reply to it).
"""

import socketserver
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Plan = Callable[[str, str], str]


class Drop(Exception):  # noqa: N818 - not an error: an order
    pass


class Dialogue(socketserver.StreamRequestHandler):
    server: "Faulty"
    wbufsize = 0
    rbufsize = 1 << 16
    disable_nagle_algorithm = True

    def handle(self) -> None:
        with suppress(Drop, ConnectionError, ssl.SSLError):
            self.talk()

    def step(self, phase: str, recipient: str) -> bool:
        """Whether the dialogue goes on; an error reply has been given otherwise."""
        answer = self.server.plan(phase, recipient)
        if answer == "drop":
            raise Drop
        if answer:
            self.say(answer)
            return False
        return True

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def talk(self) -> None:
        if not self.step("connect", ""):
            return
        self.say("220 ready")
        given = {"mail": "", "rcpt": ""}
        valid = False
        while line := self.rfile.readline(4096):
            match line[:4].upper():
                case b"EHLO":
                    self.say(f"250-here\r\n250-8BITMIME\r\n{self.server.offers}250 HELP")
                case b"MAIL" | b"RCPT" as verb:
                    phase = verb.decode().lower()
                    given[phase] = line.decode().partition("<")[2].partition(">")[0]
                    valid = self.step(phase, given[phase])
                    if valid:
                        self.say("250 ok")
                case b"DATA":
                    if self.step("data", given["rcpt"]):
                        if valid:
                            self.say("354 go on")
                            self.receive(given["mail"], given["rcpt"])
                        else:
                            self.say("554 5.5.1 no valid recipients")
                case b"QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 ok")

    def receive(self, sender: str, recipient: str) -> None:
        self.step("body", recipient)
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise Drop
            lines.append(line[1:] if line.startswith(b".") else line)
        answer = self.server.plan("dot", recipient)
        if answer == "drop":
            raise Drop
        if answer not in {"", "swallow"}:
            self.say(answer)
            return
        self.server.accept(sender, recipient, b"".join(lines))
        self.step("reply", recipient)
        if answer == "swallow":
            raise Drop
        self.say("250 accepted")


class Faulty(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, plan: Plan, *, keep: bool = True, offers: str = "", port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Dialogue)
        self.plan = plan
        self.context: ssl.SSLContext | None = None
        self.offers = offers
        self.keep = keep
        self.accepted: Counter[str] = Counter()
        self.messages: list[tuple[str, str, bytes]] = []
        self._lock = threading.Lock()

    def get_request(self) -> tuple[Any, Any]:
        line, address = super().get_request()
        if self.context is not None:
            line = self.context.wrap_socket(
                line, server_side=True, do_handshake_on_connect=False, suppress_ragged_eofs=True
            )
        return line, address

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def accept(self, sender: str, recipient: str, message: bytes) -> None:
        with self._lock:
            self.accepted[recipient] += 1
            if self.keep:
                self.messages.append((sender, recipient, message))


@contextmanager
def serving(
    plan: Plan = lambda _phase, _recipient: "", *, keep: bool = True, offers: str = ""
) -> Iterator[Faulty]:
    with Faulty(plan, keep=keep, offers=offers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
