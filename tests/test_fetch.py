"""The Web, asked politely and without trust: against a real server on the loopback address."""

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import SourceError
from digest.fetch import Fetcher, Page, memory
from digest.fetch.guard import is_public
from digest.fetch.hop import Limits

QUICK = Limits(waits=(0.0, 0.0), connect=20, read=20, total=60, size=100_000)

Reply = Callable[["Handler"], None]


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def on(self, path: str, *replies: Reply) -> str:
        """Answer `path` with each reply in turn, the last one for ever; gives the address."""
        self.replies[path] = list(replies)
        return f"http://127.0.0.1:{self.server_port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        replies = self.server.replies.get(self.path, [reply(404)])
        (replies.pop(0) if len(replies) > 1 else replies[0])(self)

    def log_message(self, *args):
        pass


def reply(status: int = 200, body: bytes = b"", **headers: str) -> Reply:
    def send(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return send


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join()


@pytest.fixture
def fetch() -> Iterator[Fetcher]:
    with Fetcher(allow_private=True, limits=QUICK) as fetch:
        yield fetch


def why(fetch: Fetcher, url: str, **options) -> str:
    with pytest.raises(SourceError) as caught:
        fetch.get(url, **options)
    return caught.value.message


# ------------------------------------------------------------------------------- what comes back


def test_a_page_comes_with_its_type_and_final_address(site, fetch):
    site.on("/new", reply(body=b"<p>hello", Content_Type="text/html"))
    page = fetch.get(site.on("/old", reply(301, Location="/new")))
    assert (page.body, page.content_type) == (b"<p>hello", "text/html")
    assert page.asked.endswith("/old")
    assert page.url.endswith("/new")
    assert not page.unchanged


def test_the_request_says_who_asks(site, fetch):
    fetch.get(site.on("/", reply()))
    assert site.asked[-1][1]["User-Agent"].startswith("digest-newsletter/")


def test_compression_is_undone(site, fetch):
    url = site.on("/", reply(body=gzip.compress(b"word " * 99), Content_Encoding="gzip"))
    assert fetch.get(url).body == b"word " * 99


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>l’été".encode(), "text/html; charset=utf-8"),
        ("<p>l’été".encode("cp1252"), "text/html; charset=iso-8859-1"),
        ('<meta charset="windows-1252"><p>l’été'.encode("cp1252"), "text/html"),
        ('<?xml version="1.0" encoding="utf-8"?><p>l’été'.encode(), "text/xml"),
        ("\ufeff<p>l’été".encode("utf-16"), "text/html; charset=utf-8"),
        ("<p>l’été".encode("cp1252"), "text/html"),
        ("<p>l’été".encode(), ""),
    ],
)
def test_text_is_read_in_the_charset_a_browser_would_use(site, fetch, body, content_type):
    url = site.on("/", reply(body=body, Content_Type=content_type))
    assert fetch.get(url).text.lstrip("\ufeff").endswith("<p>l’été")


# ----------------------------------------------------------------------------------- what is kept


def test_a_page_that_was_good_is_asked_for_conditionally(site, tmp_path):
    url = site.on(
        "/", reply(body=b"one", ETag='"1"', Last_Modified="Sat, 27 Sep 2025 05:00:00 GMT")
    )
    with Fetcher(cache=tmp_path, allow_private=True, limits=QUICK) as fetch:
        fetch.accept(fetch.get(url))
    site.on("/", reply(304))
    with Fetcher(cache=tmp_path, allow_private=True, limits=QUICK) as fetch:
        page = fetch.get(url)
    headers = site.asked[-1][1]
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Sat, 27 Sep 2025 05:00:00 GMT"
    assert page.unchanged
    assert page.body == b"one"


def test_a_page_that_could_not_be_read_is_never_hidden_by_a_304(site, fetch):
    url = site.on("/", reply(body=b"broken", ETag='"2"'))
    fetch.get(url)
    fetch.get(url)
    assert "If-None-Match" not in site.asked[-1][1]


def test_the_same_bytes_again_are_unchanged(site, fetch):
    url = site.on("/", reply(body=b"one"))
    fetch.accept(fetch.get(url))
    assert fetch.get(url).unchanged


def test_once_means_no_second_request(site, fetch):
    url = site.on("/", reply(body=b"one"))
    fetch.accept(fetch.get(url, once=True))
    assert fetch.get(url, once=True).body == b"one"
    assert site.paths() == ["/"]


def test_a_damaged_memory_is_made_again(site, tmp_path):
    (tmp_path / "fetch.sqlite").write_bytes(b"not a database" * 100)
    with Fetcher(cache=tmp_path, allow_private=True, limits=QUICK) as fetch:
        assert fetch.get(site.on("/", reply(body=b"one"))).body == b"one"


def test_the_memory_forgets_what_was_not_used_for_longest(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "MOST_PAGES", 2)
    kept = memory.Memory(tmp_path / "fetch.sqlite")
    for name in ("a", "b"):
        kept.remember(Page(asked=name, url=name, content_type="", body=name.encode()))
    assert kept.recall("a") is not None
    kept.remember(Page(asked="c", url="c", content_type="", body=b"c"))
    assert [name for name in "abc" if kept.recall(name)] == ["a", "c"]
    kept.close()


# ---------------------------------------------------------------------------- patience and limits


def test_passing_trouble_is_tried_again(site, fetch):
    url = site.on("/", reply(503), reply(429), reply(body=b"at last"))
    assert fetch.get(url).body == b"at last"


def test_lasting_trouble_is_told(site, fetch):
    url = site.on("/", reply(503))
    assert "503" in why(fetch, url)
    assert site.paths() == ["/"] * 3


@pytest.mark.parametrize("status", [400, 403, 404, 410, 451])
def test_a_plain_no_is_not_tried_again(site, fetch, status):
    url = site.on("/", reply(status))
    assert str(status) in why(fetch, url)
    assert site.paths() == ["/"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry_After": "3600"},
        {"Retry_After": "Sat, 27 Sep 2025 09:00:00 GMT", "Date": "Sat, 27 Sep 2025 07:00:00 GMT"},
    ],
)
def test_a_server_that_wants_a_long_pause_gets_it(site, fetch, headers):
    site.on("/robots.txt", reply(404))

    def busy(handler: Handler) -> None:
        handler.send_response_only(429)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    assert "429" in why(fetch, site.on("/", busy))
    assert site.paths() == ["/"]


def test_a_broken_connection_is_tried_again(site, fetch):
    url = site.on("/", lambda handler: handler.connection.close(), reply(body=b"ok"))
    assert fetch.get(url).body == b"ok"


def test_a_body_too_large_is_refused(site, fetch):
    assert "larger" in why(fetch, site.on("/", reply(body=b"x" * 100_001)))


def test_a_decompression_bomb_is_refused(site, fetch):
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 60_000
    assert "larger" in why(fetch, site.on("/", reply(body=bomb, Content_Encoding="gzip")))


def test_damaged_compression_is_told(site, fetch):
    assert "damaged" in why(fetch, site.on("/", reply(body=b"\x1f\x8bno", Content_Encoding="gzip")))


def test_a_server_that_dribbles_is_left(site):
    def dribble(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.05)
        ended.set()

    ended = threading.Event()
    limits = Limits(waits=(0.0,), read=1, total=0.3)
    with Fetcher(allow_private=True, limits=limits) as fetch:
        assert "0.3 seconds" in why(fetch, site.on("/", dribble), robots=False)
    assert not ended.is_set()


def test_few_requests_at_once_per_host(site, fetch):
    lock, now, most = threading.Lock(), 0, 0

    def slow(handler: Handler) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.05)
        with lock:
            now -= 1
        reply()(handler)

    urls = [site.on(f"/{number}", slow) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fetch.get, urls))
    assert most == 2


def test_a_host_that_never_answers_is_given_up(site):
    urls = [site.on(f"/{number}", lambda handler: time.sleep(0.5)) for number in range(5)]
    limits = Limits(waits=(), total=0.1, silences=3)
    with Fetcher(allow_private=True, limits=limits) as fetch:
        reasons = [why(fetch, url, robots=False) for url in urls]
    assert ["was not asked" in reason for reason in reasons] == [False] * 3 + [True] * 2


def test_a_closed_fetcher_fetches_no_more(site):
    fetch = Fetcher(allow_private=True)
    fetch.close()
    assert "ended" in why(fetch, site.on("/", reply()))


def test_closing_ends_what_is_under_way(site):
    fetch = Fetcher(allow_private=True)
    over = threading.Event()
    url = site.on("/", lambda handler: over.wait(60))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(why, fetch, url, robots=False)
        while not site.asked:
            time.sleep(0.01)
        fetch.close()
        assert "ended" in waiting.result(timeout=20)  # and the server has not answered yet
        over.set()


# --------------------------------------------------------------------------------- where it may go


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"])
def test_a_private_address_is_not_fetched_by_whatever_name(site, host):
    site.on("/", reply())
    with Fetcher(limits=QUICK) as fetch:
        assert "private" in why(fetch, f"http://{host}:{site.server_port}/", robots=False)
    assert not site.asked


def test_the_name_is_resolved_once_and_the_connection_pinned(site, fetch, monkeypatch):
    real, asked = socket.getaddrinfo, []

    def resolver(host, *args, **options):
        asked.append(host)
        return real("127.0.0.1" if host == "rebinding.example" else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    site.on("/", reply(body=b"ok"))
    url = f"http://rebinding.example:{site.server_port}/"
    assert fetch.get(url, robots=False).body == b"ok"
    assert asked.count("rebinding.example") == 1


def test_ports_of_other_services_are_closed(fetch):
    assert "port 25" in why(fetch, "http://127.0.0.1:25/", robots=False)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://a:b@127.0.0.1/"]
)
def test_a_redirect_out_of_the_web_is_not_followed(site, fetch, target):
    assert "not a web address" in why(fetch, site.on("/", reply(302, Location=target)))


def test_redirects_in_circles_end(site, fetch):
    assert "circles" in why(fetch, site.on("/", reply(302, Location="/")))
    assert len(site.paths()) == 6


def test_proxies_of_the_environment_are_not_trusted(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with Fetcher(allow_private=True, limits=QUICK) as fetch:
        assert fetch.get(site.on("/", reply(body=b"ok"))).body == b"ok"


def test_an_unknown_host_is_told_at_once(fetch):
    assert "no host nowhere.invalid" in why(fetch, "http://nowhere.invalid/")


@pytest.mark.parametrize(
    "address",
    """
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.168.1.1 192.0.2.1
    198.18.0.1 224.0.0.1 233.252.0.1 240.0.0.1 255.255.255.255 :: ::1 fc00::1 fe80::1 fe80::1%eth0
    ff02::1 ff0e::1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1 2001:db8::1
    """.split(),  # noqa: SIM905 - reads better than twenty quoted words
)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_addresses_that_are_public(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_in_ipv6_clothes_is_judged_as_what_it_is(inner):
    packed = int(inner)
    for outer in (0xFFFF << 32 | packed, 0x2002 << 112 | packed << 80, 0x64FF9B << 96 | packed):
        assert is_public(str(ipaddress.IPv6Address(outer))) == is_public(str(inner))


# ------------------------------------------------------------------------------------- robots.txt


RULES = reply(body=b"User-agent: digest-newsletter\nDisallow: /closed\n")


def test_robots_txt_is_respected_and_asked_once(site, fetch):
    site.on("/robots.txt", RULES)
    fetch.get(site.on("/open", reply()))
    assert "robots.txt" in why(fetch, site.on("/closed/page", reply()))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/open"]


def test_a_redirect_into_a_closed_part_is_not_followed(site, fetch):
    site.on("/robots.txt", RULES)
    assert "robots.txt" in why(fetch, site.on("/open", reply(302, Location="/closed")))


def test_feeds_do_not_ask_robots_txt(site, fetch):
    site.on("/robots.txt", RULES)
    assert fetch.get(site.on("/closed", reply(body=b"<rss>")), robots=False).body == b"<rss>"


def test_robots_txt_out_of_order_closes_the_site(site, fetch):
    site.on("/robots.txt", reply(500))
    assert "/robots.txt" in why(fetch, site.on("/", reply()))
