"""Whatever is asked of a model's server, it learns the key and the question, and says nothing of them."""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from digest.build.embed import embed
from digest.config import EmbeddingSettings, WriterSettings
from digest.errors import DigestError
from digest.model import Story
from digest.write.llm import endpoint
from digest.write.llm.key import key_in
from digest.write.llm.models import known_models
from digest.write.llm.purse import Attempts
from digest.write.llm.unwritten import UnwrittenError

ODD = {
    "a page": (b"<html>The Wi-Fi of the hotel</html>", "text/html"),
    "no list": (b"{}", "application/json"),
    "no rows": (b'{"data": null}', "application/json"),
    "rows of something else": (b'{"data": [{"x": 1}]}', "application/json"),
    "a bare list": (b"[]", "application/json"),
    "broken": (b"{bad", "application/json"),
    "deep": (b"[" * 100_000, "application/json"),
}

NAMELESS = {"a bare list", "rows of something else"}  # of models, lists that name none


class Odd:
    """A server that gives one `status`, `body` and `kind` to whatever is asked; `asked` are the headers."""

    def __init__(self) -> None:
        self.status, self.body, self.kind = 200, b"", "application/json"
        self.drip = 0.0  # seconds after each byte
        self.asked: list[dict[str, str]] = []
        odd = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                odd.asked.append({name.lower(): value for name, value in self.headers.items()})
                self.rfile.read(int(self.headers["Content-Length"] or 0))
                self.send_response(odd.status)
                self.send_header("Content-Type", odd.kind)
                self.send_header("Content-Length", str(len(odd.body)))
                self.send_header("Location", "/v1/elsewhere")
                self.send_header("Retry-After", "0.01")
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    for byte in odd.body if odd.drip else ():
                        self.wfile.write(bytes([byte]))
                        time.sleep(odd.drip)
                    self.wfile.write(b"" if odd.drip else odd.body)

            do_POST = do_GET  # noqa: N815  # the server's name for it

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}/v1"


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Iterator[Odd]:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-mine")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-mine")
    server = Odd()
    thread = threading.Thread(target=server.http.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.http.shutdown()
    server.http.server_close()
    thread.join()


def models(odd: Odd) -> str:
    """What is said where the models of `odd` are asked for."""
    settings = WriterSettings(type="llm", model="m", base_url=odd.url)
    with pytest.raises(DigestError) as caught:
        known_models(settings, key="sk-secret")
    return str(caught.value.whole)


def embedded(odd: Odd, story: Story, cache: Path) -> str:
    """What is said where `odd` is to turn the articles into vectors."""
    settings = EmbeddingSettings(model="e", base_url=odd.url)
    return embed(story.articles, settings=settings, cache=cache, key="sk-secret", ask=True)[1]


def questioned(url: str, key: str = "sk-secret") -> tuple[str, int]:
    """What is said where a story is asked about at `url`, and how many attempts count as paid."""

    async def ask() -> tuple[str, int]:
        settings = WriterSettings(
            type="llm", model="m", base_url=url, input_price=1, output_price=1, retries=0, timeout=1
        )
        server = endpoint.Endpoint(settings, key=key, manners=endpoint.Manners())
        attempts = Attempts(most=1)
        with pytest.raises(UnwrittenError) as caught:
            await server.ask([{"role": "user", "content": "?"}], {}, attempts)
        await server.close()
        return caught.value.why, attempts.lost

    return asyncio.run(ask())


@pytest.mark.parametrize("what", ODD)
def test_what_is_no_answer_is_told_in_words(odd: Odd, story: Story, tmp_path: Path, what: str):
    odd.body, odd.kind = ODD[what]
    if what not in NAMELESS:
        assert "the server answers something else" in models(odd)
    assert embedded(odd, story, tmp_path) == "the server answers something else"


def test_what_a_server_quotes_is_not_repeated(odd: Odd, story: Story, tmp_path: Path):
    said = "Incorrect API key provided: Bearer sk-secret; input was La société Boréal"
    odd.status, odd.body = 400, json.dumps({"error": {"message": said}}).encode()
    told = embedded(odd, story, tmp_path)
    assert told == "the server answers 400"
    assert "the server answers 400" in models(odd)
    assert questioned(odd.url) == ("the server answers 400", 0)


def test_a_redirect_is_not_followed(odd: Odd, story: Story, tmp_path: Path):
    odd.status = 307
    models(odd)
    embedded(odd, story, tmp_path)
    questioned(odd.url)
    assert len(odd.asked) == 3


def test_what_the_environment_holds_for_one_house_goes_to_no_other(
    odd: Odd, story: Story, tmp_path: Path
):
    models(odd)
    embedded(odd, story, tmp_path)
    questioned(odd.url)
    assert [headers["authorization"] for headers in odd.asked] == ["Bearer sk-secret"] * 3
    assert not any("mine" in value for headers in odd.asked for value in headers.values())


@pytest.mark.parametrize("key", ["sk-a\n", " sk-a\r\n", "sk-a"])
def test_a_key_may_stand_as_a_file_of_secrets_has_it(key: str):
    assert key_in({"K": key}, "K") == "sk-a"


@pytest.mark.parametrize("key", ["sk-\x00", "sk-é", "sk-a\nsk-b", "sk a", "sk-\u200ba"])
def test_what_no_header_can_carry_is_no_key(key: str):
    with pytest.raises(DigestError, match="K holds is no key") as caught:
        key_in({"K": key}, "K")
    assert key not in str(caught.value.whole)


def test_what_was_never_sent_does_not_count_as_paid(odd: Odd, monkeypatch: pytest.MonkeyPatch):
    silent = ("the server gives no answer (APIConnectionError)", 0)
    assert questioned(odd.url, key="sk-a\nb") == silent  # no header can carry it
    monkeypatch.setenv("HTTPS_PROXY", odd.url)
    assert questioned("https://llm.example/v1") == silent  # the proxy lets nobody through
    assert not odd.asked


@pytest.mark.slow
def test_a_server_that_drips_ends_too(odd: Odd, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(endpoint, "MOST_WAITING", 0)
    odd.body, odd.drip = b" " * 20, 0.2
    assert questioned(odd.url) == ("the server gives no answer (TimeoutError)", 1)


@pytest.mark.parametrize("variable", ["K", ""])
def test_no_key_is_no_mistake(variable: str):
    assert key_in({"OTHER": "sk-a"}, variable) == ""
