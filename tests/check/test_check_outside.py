"""Rules that ask others, against a real server on the loopback address and a stand-in for spamc."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from digest.desk.spamassassin import spamassassin
from digest.errors import SourceError
from digest.fetch import Fetcher

ANSWERS = {"/there": 200, "/gone": 404, "/broken": 500, "/closed": 403, "/busy": 429, "/moved": 302}


class _Site(BaseHTTPRequestHandler):
    def _answer(self):
        self.server.asked.append((self.command, self.path))
        head_refused = self.command == "HEAD" and self.path == "/get-only"
        self.send_response(405 if head_refused else ANSWERS.get(self.path, 200))
        if self.path == "/moved":
            self.send_header("Location", "/gone")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer  # noqa: N815 - the library names them

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def ask(site):
    """The status of a page of `depeche.example`, as the site on this machine answers for it."""
    with Fetcher(allow_private=True) as fetch:

        def status(url):
            path = url.removeprefix("https://depeche.example")
            return (
                fetch.status(f"http://127.0.0.1:{site.server_port}{path}") if path != url else 200
            )

        yield status


@pytest.mark.parametrize("page", ["gone", "broken", "moved"])
def test_a_page_that_is_not_there_is_found_with_its_line(findings, ask, page):
    found = findings([("depeche.example/plaine", f"depeche.example/{page}")], ask=ask)
    assert [(one.rule, one.item) for one in found] == [("dead-link", "sb1b2c3d4e5f6")]
    assert found[0].line


@pytest.mark.parametrize("page", ["there", "closed", "busy", "get-only"])
def test_a_page_that_is_there_or_says_nothing_passes(findings, ask, page):
    assert not findings([("depeche.example/plaine", f"depeche.example/{page}")], ask=ask)


def test_a_head_is_enough_where_it_is_answered(findings, site, ask):
    site.asked.clear()
    findings([("depeche.example/plaine", "depeche.example/there")], ask=ask)
    assert site.asked == [("HEAD", "/there")]


def test_nobody_is_asked_about_the_issue_itself_nor_about_leaving(findings):
    asked = []
    findings(ask=lambda url: asked.append(url) or 200)
    assert asked
    assert not [url for url in asked if "boussole.example" in url]


def test_a_private_address_is_refused_and_a_silent_host_is_named():
    with Fetcher() as fetch:
        for url in ("http://127.0.0.1:9/a", "http://192.168.1.1/", "http://[::1]/"):
            with pytest.raises(SourceError):
                fetch.status(url)


def test_without_being_asked_to_nothing_is_asked(findings):
    assert not findings()


@pytest.fixture
def spamc(tmp_path, monkeypatch):
    def install(answer):
        program = tmp_path / "spamc"
        program.write_text(f"#!/bin/sh\ncat >/dev/null\nprintf '%s' '{answer}'\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")

    return install


REPORT = """7.2/5.0
Content analysis details:   (7.2 points, 5.0 required)
 pts rule name              description
---- ---------------------- --------------------------------------
 3.5 BAYES_99               BODY: Bayes spam probability is 99 to 100%
 3.7 URI_TRY_3LD            URI: a link
"""


def test_what_spamassassin_says_is_told(findings, spamc):
    spamc(REPORT)
    (found,) = findings(score=spamassassin())
    assert (found.rule, found.severity) == ("spam", "warning")
    assert "7.2 points: BAYES_99, URI_TRY_3LD" in found.message


@pytest.mark.parametrize("answer", ["0.3/5.0\n", "0/0\n", "", "nonsense"])
def test_few_points_or_no_daemon_say_nothing(findings, spamc, answer):
    spamc(answer)
    assert not findings(score=spamassassin())


def test_where_it_is_not_installed_nobody_is_asked(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert spamassassin() is None
