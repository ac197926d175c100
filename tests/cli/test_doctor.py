"""What the doctor says of a workspace, by real servers on loopback."""

import json
import runpy
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
DNS = runpy.run_path(str(TESTS / "doctor" / "dns_server.py"))
FAULTY = runpy.run_path(str(TESTS / "send" / "faulty.py"))
ZONE = {
    ("x.example", "TXT"): ['"v=spf1 a -all"'],
    ("x.example", "MX"): ["10 mx.x.example."],
    ("_dmarc.x.example", "TXT"): ['"v=DMARC1; p=reject"'],
}


@pytest.fixture
def ready(workspace: Path) -> Callable[..., None]:
    """Set the workspace up for sending; `also` are replacements in digest.toml."""

    def ready(**also: str) -> None:
        path = workspace / "config" / "digest.toml"
        text = path.read_text(encoding="utf-8")
        for old, new in (
            (
                'url = ""\nunsubscribe_url = ""',
                'url = "https://x.example/{date}"\nunsubscribe_url = "https://x.example/unsubscribe/{token}"',
            ),
            ('\nemail = ""', '\nemail = "lettre@x.example"'),
            ('postal_address = ""', 'postal_address = "1 rue du Port"'),
            (
                'host = ""\nport = 587\nsecurity = "starttls"',
                also.get("smtp", 'host = ""\nport = 587\nsecurity = "starttls"'),
            ),
            ('[writer]\ntype = "extractive"', also.get("writer", '[writer]\ntype = "extractive"')),
        ):
            assert old in text, old
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")

    return ready


def lights(answer: str) -> dict[str, str]:
    return {point["point"]: point["light"] for point in json.loads(answer)}


def test_a_new_workspace_is_told_what_is_missing_in_its_language(run, workspace):
    done = run("-C", workspace, "doctor", "--offline")
    assert done.code == 1
    assert "à corriger" in done.out
    assert "newsletter.sender.email" in done.out
    assert "loi" in done.out


def test_a_workspace_that_is_ready_is_well(run, workspace, ready):
    with FAULTY["serving"]() as server, DNS["serving"](ZONE) as names:
        ready(smtp=f'host = "127.0.0.1"\nport = {server.port}\nsecurity = "none"')
        done = run("-C", workspace, "doctor", "--nameserver", names.address, "--json")
    assert done.code == 0, done.out
    found = lights(done.out)
    assert {name for name, light in found.items() if light == "green"} == {
        *("config", "templates", "database", "smtp", "writer", "spf", "dmarc", "mx"),
    }
    assert {name for name, light in found.items() if light == "amber"} == {
        *("pages", "bounces", "dkim", "ptr"),
    }
    assert server.messages == []


def test_a_refused_login_is_red_and_stops_no_other_point(run, workspace, ready, monkeypatch):
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "hunter2")
    with FAULTY["serving"](offers="250-AUTH PLAIN\r\n") as server, DNS["serving"](ZONE) as names:
        ready(smtp=f'host = "127.0.0.1"\nport = {server.port}\nsecurity = "none"')
        path = workspace / "config" / "digest.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('user = ""', 'user = "lettre"', 1), encoding="utf-8")
        done = run("-C", workspace, "doctor", "--nameserver", names.address, "--json")
    assert done.code == 1
    assert lights(done.out)["smtp"] == "red"
    said = next(p["said"] for p in json.loads(done.out) if p["point"] == "smtp")
    assert "a refusé l’identification" in said
    assert lights(done.out)["spf"] == "green"
    assert "hunter2" not in done.out + done.err


def test_a_broken_template_is_named(run, workspace, ready):
    ready()
    (workspace / "templates" / "mail.mjml").write_text("<mjml>{{ nothing }}</mjml>")
    done = run("-C", workspace, "doctor", "--offline", "--json")
    point = next(p for p in json.loads(done.out) if p["point"] == "templates")
    assert point["light"] == "red"
    assert point["said"].startswith("mail.mjml:1")


def test_a_database_that_others_can_read_is_said(run, workspace):
    run("-C", workspace, "subscribers", "list")
    (workspace / "subscribers.db").chmod(0o644)
    done = run("-C", workspace, "doctor", "--offline")
    assert "chmod 600" in done.out


@pytest.fixture
def models() -> Iterator[int]:
    """A server that knows one model; its port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            body = b'{"object": "list", "data": [{"id": "petit", "object": "model"}]}'
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("model", "light"), [("petit", "green"), ("grand", "red")])
def test_a_model_is_asked_for_at_its_server(run, workspace, models, model, light):
    path = workspace / "config" / "digest.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('[writer]\ntype = "extractive"', '[writer]\ntype = "llm"')
    text = text.replace(
        'base_url = "https://api.openai.com/v1"', f'base_url = "http://127.0.0.1:{models}/v1"'
    )
    path.write_text(text.replace('model = ""', f'model = "{model}"'), encoding="utf-8")
    with DNS["serving"]({}) as names:
        done = run("-C", workspace, "doctor", "--nameserver", names.address, "--json")
    assert lights(done.out)["writer"] == light
