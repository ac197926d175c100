"""`digest serve` as a process of its own, with what an operator does to it."""

import http.client
import re
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

import pytest

FAULTY = runpy.run_path(str(Path(__file__).parent.parent / "send" / "faulty.py"))


@contextmanager
def served(workspace: Path, end: signal.Signals) -> Iterator[int]:
    """The port of the pages; `end` is how the process ends."""
    command = [sys.executable, "-m", "digest", "-C", str(workspace), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        told = (re.search(r"on http://127\.0\.0\.1:(\d+)", line) for line in process.stderr)
        try:
            yield int(next(found for found in told if found)[1])
        finally:
            process.send_signal(end)


@pytest.mark.slow  # three servers are started, and one is waited for
def test_a_sign_up_outlives_the_machine_and_is_mailed_once(run: Callable, workspace: Path):
    path = workspace / "config" / "digest.toml"
    text = path.read_text(encoding="utf-8").replace('\nemail = ""', '\nemail = "l@x.example"', 1)

    def relay(port: int) -> None:
        """Name the mail server; on port 1 there is none."""
        there = f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"'
        path.write_text(
            text.replace('host = ""\nport = 587\nsecurity = "starttls"', there, 1), "utf-8"
        )

    relay(1)
    with (
        served(workspace, signal.SIGKILL) as port,
        closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line,
    ):
        line.request("POST", "/subscribe", urlencode({"email": "anna@x.example"}))
        with line.getresponse() as answer:
            assert answer.status == 200
    with FAULTY["serving"]() as server:
        relay(server.port)
        for _ in range(2):
            with served(workspace, signal.SIGTERM):
                for _ in range(300):
                    if server.messages:
                        break
                    Event().wait(0.1)
        assert [recipient for _, recipient, _ in server.messages] == ["anna@x.example"]
    assert run("-C", workspace, "subscribers", "list").out == "pending      anna@x.example\n"
