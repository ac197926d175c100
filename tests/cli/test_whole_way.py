"""The whole way of a reader, by the program's own commands and real servers on loopback.

Form, mail, confirmation, an issue that reaches them, one click, and an issue that does not.
"""

import re
import runpy
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.slow
serving = runpy.run_path(str(Path(__file__).parent.parent / "send" / "faulty.py"))["serving"]
ANNA = "anna@lecteurs.example"
DRAFT = """---
title: La semaine
date: {day}
subject: La semaine
newsletter: La Boussole
---

## Éditorial <!-- editorial -->

Un mot de la rédaction.

## La ville <!-- ville -->

- **Le tram roule** • La ligne 4 a ouvert lundi.
  [Le Fil](https://fil.example/tram)
"""
SETTINGS = {
    '\nurl = ""\nunsubscribe': '\nurl = "https://boussole.example/{date}"\nunsubscribe',
    'unsubscribe_url = ""': 'unsubscribe_url = "https://boussole.example/unsubscribe/{token}"',
    '\nemail = ""': '\nemail = "lettre@boussole.example"',
    'postal_address = ""': 'postal_address = "Lyon"',
    'host = ""\nport = 587\nsecurity = "starttls"': (
        'host = "127.0.0.1"\nport = {port}\nsecurity = "none"'
    ),
}


@pytest.fixture
def mailserver() -> Iterator:
    with serving() as server:
        yield server


@pytest.fixture
def pages(workspace: Path, mailserver) -> Iterator[str]:
    """`digest serve` in a process of its own; its address."""
    path = workspace / "config" / "digest.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in SETTINGS.items():
        assert old in text, old
        text = text.replace(old, new.replace("{port}", str(mailserver.port)), 1)
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "digest", "-C", str(workspace), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        for line in server.stderr:
            if found := re.search(r"on (http://\S+)", line):
                break
        yield found[1]
        server.terminate()
        server.stderr.read()
        assert server.wait(20) in {0, -15}


def ask(url: str, fields: dict[str, str] | None = None) -> str:
    data = None if fields is None else urlencode(fields).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data), timeout=30) as answer:  # noqa: S310 - loopback
        return answer.read().decode()


def wait_for(there: Callable[[], object]) -> None:
    import time

    for _ in range(2000):
        if there():
            return
        time.sleep(0.01)
    pytest.fail("it did not come")


def test_from_the_form_to_an_issue_and_off_the_list_again(run, workspace, pages, mailserver):
    def send(day: str) -> str:
        folder = workspace / "issues" / day
        folder.mkdir(parents=True)
        (folder / "issue.md").write_text(DRAFT.format(day=day), encoding="utf-8")
        approved = run("-C", workspace, "approve", "--issue", day)
        assert approved.code == 0, approved.err
        return run("-C", workspace, "send", "--issue", day, "--yes").err

    ask(f"{pages}/subscribe", {"email": ANNA})
    wait_for(lambda: mailserver.messages)
    _, recipient, message = mailserver.messages.pop()
    assert recipient == ANNA
    mail = message_from_bytes(message, policy=policy.default)
    link = re.search(r"/confirm/\S+", mail.get_body(("plain",)).get_content())[0]
    assert "nobody to send to" in send("2025-09-20")
    assert "<form" in ask(pages + link)
    assert "nobody to send to" in send("2025-09-21")
    ask(pages + link, {})
    send("2025-09-27")
    [(_, recipient, message)] = mailserver.messages
    assert recipient == ANNA
    mail = message_from_bytes(message, policy=policy.default)
    leave = re.search(r"<https://boussole.example(/unsubscribe/\S+)>", mail["List-Unsubscribe"])[1]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    ask(pages + leave)
    assert "active" in run("-C", workspace, "subscribers", "list").out
    ask(pages + leave, {"List-Unsubscribe": "One-Click"})
    assert "unsubscribed" in run("-C", workspace, "subscribers", "list").out
    assert "nobody to send to" in send("2025-10-04")
    assert len(mailserver.messages) == 1
    shown = run("-C", workspace, "subscribers", "show", ANNA).out
    assert re.findall(r" (\w+): the", shown) == [
        "asked",
        "confirmed",
        "unsubscribed",
    ]
