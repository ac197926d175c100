"""Strict headers, bounded input, bounded memory, and proxies believed only when they are ours."""

import socket
import threading
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Brand, Newsletter, Sender
from digest.serve.limits import Limit, client_key
from digest.serve.server import Line

FORM = {"email": "a@x.example"}


def test_pages_run_nothing_load_nothing_foreign_and_stand_in_no_frame(house):
    _, headers, page = house.get("/subscribe")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["strict-transport-security"] is None
    assert "<script" not in page
    assert headers["set-cookie"] is None


def test_a_page_with_a_token_is_told_to_nobody(house):
    for path in ("/confirm/x", "/unsubscribe/x", "/preferences/x"):
        headers = house.get(path)[1]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"].startswith("noindex")


def test_behind_tls_browsers_are_told_to_stay_there(open_house):
    house = open_house(url="https://lettre.example/b")
    assert house.get("/subscribe")[1]["strict-transport-security"]


def test_the_brand_is_the_newsletters(open_house, tmp_path):
    (tmp_path / "logo.png").write_bytes(b"picture")
    brand = Brand(accent="#ffdd00", text_face="Lora, serif", logo="logo.png")
    newsletter = Newsletter(name="L&O", brand=brand, sender=Sender(email="l@x.example"))
    house = open_house(newsletter, url="https://lettre.example/b")
    style = house.get("/style.css")[2]
    assert "--accent:#ffdd00;" in style
    assert "--on-accent:#000000" in style
    assert "--text:Lora, serif" in style
    page = house.get("/subscribe")[2]
    assert '<img src="/b/logo" alt="L&amp;O">' in page
    assert house.get("/b/logo")[2] == "picture"
    assert "L&O" not in house.get("/icon.svg")[2]


def test_pages_below_a_path_answer_with_and_without_it(open_house):
    house = open_house(url="https://lettre.example/b")
    for path in ("/b/subscribe", "/subscribe"):
        status, _, page = house.get(path)
        assert status == 200
        assert 'action="/b/subscribe?lang=fr"' in page


def test_the_host_that_a_request_names_stands_nowhere(house):
    page = house.get("/subscribe", host="mal.example")[2]
    house.post("/subscribe", FORM, host="mal.example", x_forwarded_host="mal.example")
    assert "mal.example" not in page
    assert "mal.example" not in house.mails()[0].as_string()


def test_a_body_too_long_or_no_form_is_refused(house):
    assert house.post("/subscribe", b"email=" + b"a" * 20_000)[0] == 413
    assert house.post("/subscribe", b"email=\xff\xfe")[0] == 400
    assert house.post("/subscribe", b"&".join([b"a=1"] * 100))[0] == 400
    assert house.post(f"/unsubscribe/{'a' * 52}", b"x" * 20_000)[0] == 413


def test_a_client_may_send_so_many_forms_and_is_told_when_again(open_house):
    house = open_house(posts_per_hour=2)
    assert [house.post("/subscribe", FORM)[0] for _ in range(3)] == [200, 200, 429]
    status, headers, page = house.post("/preferences", FORM)
    assert status == 429
    assert 0 < int(headers["retry-after"]) <= 1800
    assert "Un instant" in page
    assert house.get("/subscribe")[0] == 200


def test_only_a_proxy_of_ours_speaks_for_others(open_house):
    house = open_house(posts_per_hour=1)
    said = [house.post("/subscribe", FORM, x_forwarded_for=f"9.9.9.{n}")[0] for n in range(2)]
    assert said == [200, 429]
    trusting = open_house(posts_per_hour=1, proxies=["127.0.0.1"])
    hops = (
        "9.9.9.1",
        "9.9.9.2",
        "8.8.8.8, 9.9.9.3",
        "8.8.4.4, 9.9.9.3:47",
        "odd",
        "[2001:db8::1]:47",
    )
    said = [trusting.post("/subscribe", FORM, x_forwarded_for=hop)[0] for hop in hops]
    assert said == [200, 200, 200, 429, 200, 200]


def test_of_two_headers_the_one_our_proxy_does_not_write_is_a_strangers(open_house):
    house = open_house(posts_per_hour=1, proxies=["127.0.0.1"], proxy_header="Forwarded")
    elements = (
        "for=9.9.9.1",
        "for=8.8.8.8, For=9.9.9.2;proto=https",
        'for="9.9.9.2:47"',
        'for="[2001:db8::1]:47"',
        "for=_hidden",
        'for="8.8.8.8, for=9.9.9.3',  # a quotation that never ends hides nothing
        "for=9.9.9.3",
    )
    said = [house.post("/subscribe", FORM, forwarded=one)[0] for one in elements]
    assert said == [200, 200, 429, 200, 200, 200, 429]
    assert (
        house.post("/subscribe", FORM, x_forwarded_for="9.9.9.77")[0] == 429
    )  # as the proxy itself
    other = open_house(posts_per_hour=1, proxies=["127.0.0.1"])
    said = [other.post("/subscribe", FORM, forwarded=f"for=9.9.9.{n}")[0] for n in range(2)]
    assert said == [200, 429]


@pytest.mark.parametrize(
    "element",
    [
        'host="a;for=6.6.6.{}";for=9.9.9.9',
        'host="a,for=6.6.6.{}";for=9.9.9.9',
        'for=9.9.9.9;host="a,for=6.6.6.{}"',
        'for=9.9.9.9;host="a,for=6.6.6.{};b=\\""',
    ],
)
def test_a_host_that_the_proxy_repeats_makes_nobody_a_new_client(open_house, element):
    house = open_house(posts_per_hour=1, proxies=["127.0.0.1"], proxy_header="Forwarded")
    said = [house.post("/subscribe", FORM, forwarded=element.format(n))[0] for n in range(2)]
    assert said == [200, 429]


def test_a_household_of_the_new_internet_is_one_client(open_house):
    house = open_house(posts_per_hour=1, proxies=["127.0.0.1"])
    hops = ("2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1", "::ffff:9.9.9.9", "9.9.9.9")
    said = [house.post("/subscribe", FORM, x_forwarded_for=hop)[0] for hop in hops]
    assert said == [200, 429, 200, 200, 429]


def test_all_clients_together_have_a_limit(open_house):
    house = open_house(mails_per_hour=2)
    said = [house.post("/subscribe", {"email": f"a{n}@x.example"})[0] for n in range(3)]
    assert said == [200, 200, 503]


def test_numbers_are_for_those_who_keep_the_server(open_house):
    house = open_house(posts_per_hour=1, metrics_from=["127.0.0.1"])
    house.put_in("anna@x.example")
    house.get("/subscribe")
    house.get("/odd/path/of/a/stranger")
    house.post("/subscribe", FORM)
    house.mails()
    status, _, text = house.get("/metrics")
    assert status == 200
    assert 'digest_requests_total{method="GET",page="subscribe",status="200"} 1.0' in text
    assert 'digest_subscribers{status="active"} 1.0' in text
    assert "stranger" not in text
    assert "@" not in text
    assert house.get("/metrics", x_forwarded_for="127.0.0.1")[0] == 404
    # A proxy that says nothing of who asks makes everybody somebody of this machine.
    assert open_house().get("/metrics")[0] == 404


def test_health_is_what_the_database_says(house):
    assert house.get("/health")[0] == 200


def test_an_error_of_ours_tells_nothing(open_house, monkeypatch):
    house = open_house()
    monkeypatch.setattr(
        type(house.people), "knows", lambda *_: (_ for _ in ()).throw(ValueError("a secret"))
    )
    status, _, page = house.get("/unsubscribe/x")
    assert status == 500
    assert "secret" not in page
    assert "Une erreur de notre côté" in page


def test_a_database_that_is_busy_asks_for_patience_and_is_no_error_of_the_reader(
    open_house, monkeypatch
):
    house = open_house()
    house.put_in("anna@x.example")
    path = f"/unsubscribe/{house.leave_token('anna@x.example')}"
    with house.people.database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE subscriber RENAME TO away")
    status, headers, _ = house.post(path)
    assert (status, headers["retry-after"]) == (503, "60")
    with house.people.database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO subscriber")
    assert house.post(path)[0] == 200


def test_garbage_on_the_line_stops_nothing(house):
    for garbage in (b"\x16\x03\x01\x00\x00", b"GET /\r\n" * 3, b"POST /subscribe HTTP/1.1\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", house.port)) as line:
            line.sendall(garbage)
    assert house.get("/subscribe")[0] == 200


def test_who_sends_a_byte_now_and_then_is_hung_up_on(house, monkeypatch):
    monkeypatch.setattr(Line, "head", 0.5)
    with socket.create_connection(("127.0.0.1", house.port)) as line:
        line.settimeout(20)
        line.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        with suppress(ConnectionError):
            for _ in range(100):
                line.sendall(b"a")
                threading.Event().wait(0.1)
            pytest.fail("still there after 10 s")


def test_who_does_not_read_the_answer_is_hung_up_on(house, monkeypatch):
    monkeypatch.setattr(Line, "whole", 0.5)
    house.archive.mkdir()
    (house.archive / "long.html").write_bytes(b"a" * 40_000_000)
    with socket.create_connection(("127.0.0.1", house.port)) as line:
        line.settimeout(20)
        line.sendall(b"GET /long.html HTTP/1.1\r\nHost: x\r\n\r\n")
        threading.Event().wait(1.5)
        got = 0
        with suppress(ConnectionError):
            while piece := line.recv(1 << 20):
                got += len(piece)
    assert 0 < got < 40_000_000


def test_several_requests_on_one_line_are_all_answered(house):
    with socket.create_connection(("127.0.0.1", house.port)) as line:
        ask = b"GET /health HTTP/1.1\r\nHost: x\r\n"
        line.sendall((ask + b"\r\n") * 3 + ask + b"Connection: close\r\n\r\n")
        line.settimeout(20)
        got = b""
        while piece := line.recv(65_536):
            got += piece
    assert got.count(b"HTTP/1.1 200 OK") == 4


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(0, 5)), max_size=80))
def test_a_limit_lets_through_no_more_than_it_says(asked):
    limit, clock, passed = Limit(3, 10.0, most=4), 0.0, []
    for key, wait in asked:
        clock += wait
        if limit.take(key, now=clock) == 0.0 and key == "a":
            passed.append(clock)
        assert len(limit) <= 4
    if all(key == "a" for key, _ in asked):
        for first in range(len(passed) - 6):
            # A bucket of 3 that gains 3 in 10 s lets at most 6 through in 10 s.
            assert passed[first + 6] - passed[first] >= 10.0 - 1e-6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8::1", "2001:db8::ffff:1"),
        ("::ffff:9.9.9.9", "9.9.9.9"),
    ],
)
def test_a_household_is_one_client(one, other):
    assert client_key(one) == client_key(other)
