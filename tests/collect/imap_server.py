"""A mail server that speaks as much IMAP (RFC 9051) as a reader needs: for tests."""

import base64
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

Folders = dict[str, dict[int, bytes]]


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, folders: Folders, *, user: str, password: str) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.folders = folders
        self.account = (user, password)
        self.generation = 1
        self.commands: list[str] = []
        self.plain = True


class Session(socketserver.StreamRequestHandler):
    """As much of RFC 9051 as a reader needs."""

    server: Server
    folder: str

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            self.server.commands.append(command)
            verb = command.split(" ")[0].upper()
            if verb == "LOGOUT":
                self.say("* BYE")
            done = getattr(self, f"do_{verb.lower()}", lambda _: "OK")(command)
            self.say(f"{tag} {done} {verb}")

    def do_capability(self, command: str) -> str:
        self.say("* CAPABILITY IMAP4rev1" + (" AUTH=PLAIN" if self.server.plain else ""))
        return "OK"

    def do_authenticate(self, command: str) -> str:
        self.say("+ ")
        _, user, password = base64.b64decode(self.rfile.readline()).decode().split("\0")
        return "OK" if (user, password) == self.server.account else "NO"

    def do_login(self, command: str) -> str:
        return "OK" if command.endswith('veille "plain"') else f"NO {command}"

    def do_examine(self, command: str) -> str:
        self.folder = command.partition(" ")[2].strip('"')
        if self.folder not in self.server.folders:
            return "NO"
        self.say(f"* {len(self.server.folders[self.folder])} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.server.generation}] valid")
        return "OK [READ-ONLY]"

    def do_list(self, command: str) -> str:
        for name in self.server.folders:
            self.say(f'* LIST () "/" "{name}"')
        return "OK"

    def do_uid(self, command: str) -> str:
        mails = self.server.folders[self.folder]
        if command.upper().startswith("UID SEARCH"):
            found = sorted(mails, reverse=True)
            if fresh := re.search(r"UID (\d+):\*$", command):  # always names the last mail too
                found = [n for n in found if n >= int(fresh[1])] or found[:1]
            self.say("* SEARCH " + " ".join(map(str, found)))
            return "OK"
        number = int(re.findall(r"\d+", command)[0])
        if number not in mails:
            return "OK"
        if "SIZE" in command:
            self.say(f"* 1 FETCH (UID {number} RFC822.SIZE {len(mails[number])})")
            return "OK"
        self.wfile.write(f"* 1 FETCH (UID {number} BODY[] {{{len(mails[number])}}}\r\n".encode())
        self.wfile.write(mails[number] + b")\r\n")
        return "OK"


@contextmanager
def serving(folders: Folders, *, user: str, password: str) -> Iterator[Server]:
    with Server(folders, user=user, password=password) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
