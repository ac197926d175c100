"""The newsroom over HTTP: who is answered, and what leaves it."""

import subprocess
import sys

import pytest

from digest.errors import DigestError
from digest.preview.server import listen


def test_the_page_state_and_views_are_answered(house):
    assert house.ask("GET", "/")[0] == 200
    assert house.ask("GET", "/page/newsroom.js")[1]["content-type"].startswith("text/javascript")
    assert "Le câble arrive" in house.ask("GET", "/state")[2]


def test_the_views_are_the_bytes_that_are_sent(house, newsroom):
    email = newsroom.view("everyone")
    assert house.ask("GET", "/view/mail")[2] == email.html
    assert house.ask("GET", "/view/web")[2] == email.web
    assert house.ask("GET", "/view/text")[2] == email.text


def test_the_token_in_the_address_becomes_a_cookie_that_scripts_cannot_read(house):
    status, headers, _ = house.ask("GET", "/?token=un-secret-de-session", Cookie="", Origin="")
    assert (status, headers["location"]) == (303, "/")
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=strict" in headers["set-cookie"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": ""}, 400),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Cookie": ""}, 403),
        ({"Cookie": "digest-1=un-secret-de-session"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
    ],
)
def test_a_stranger_is_refused(house, headers, status):
    assert house.ask("GET", "/state", **headers)[0] == status


def test_a_wrong_token_is_refused(house):
    assert house.ask("GET", "/?token=autre", Cookie="", Origin="")[0] == 403


def test_a_change_without_an_origin_is_refused(house):
    assert house.ask("POST", "/act/undo", body={}, Origin="")[0] == 403


def test_the_mail_s_frame_may_run_and_send_nothing(house):
    policy = house.ask("GET", "/view/mail")[1]["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-same-origin" in policy
    assert "script" not in policy


def test_without_pictures_none_is_fetched(house):
    assert "img-src 'none'" in house.ask("GET", "/view/mail?bare")[1]["content-security-policy"]


@pytest.mark.parametrize("path", ["/page/..%2F..%2Fedit.py", "/page/edit.py", "/view/eml", "/x"])
def test_nothing_else_of_the_machine_is_served(house, path):
    assert house.ask("GET", path)[0] == 404


def test_sources_and_preflight_are_answered_and_a_wrong_place_is_told(house):
    assert "posé son câble" in house.ask("GET", "/sources/1/0")[2]
    assert house.ask("GET", "/sources/9/9")[0] == 422
    assert '"findings"' in house.ask("GET", "/preflight")[2]


def test_a_test_mail_leaves_only_for_who_asks_from_the_page(house, roof):
    assert house.ask("POST", "/post", body={"address": "a@example.org"}, Origin="")[0] == 403
    assert house.ask("POST", "/post", body={"address": "a@example.org"})[0] == 200
    assert roof.posted == ["a@example.org"]


@pytest.mark.parametrize("body", [None, [], "x", {"stamp": "x" * 1_100_000}])
def test_a_body_that_is_no_act_is_refused(house, body):
    assert house.ask("POST", "/act/remove", body=body)[0] == 400


def test_an_unknown_variant_is_told(house):
    assert house.ask("GET", "/view/mail?variant=x")[0] == 409


def test_a_port_that_is_taken_is_told(house):
    with pytest.raises(DigestError, match="cannot be used"):
        listen(house.port)


def test_the_room_is_imported_without_its_server():
    code = "import sys, digest.preview; print('starlette' in sys.modules, 'uvicorn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("cookie", "words"),
    [
        ("", "config/digest.toml ne donne pas"),
        ("; digest-language=en", "config/digest.toml has no"),
        ("; digest-language=fr", "config/digest.toml ne donne pas"),
        ("; digest-language=../x", "config/digest.toml ne donne pas"),
    ],
)
def test_the_check_speaks_the_language_of_the_page(house, cookie, words):
    token = f"digest-{house.port}=un-secret-de-session"
    assert words in house.ask("GET", "/preflight", Cookie=token + cookie)[2]


def test_a_stranger_is_refused_in_the_newsletter_s_language(house):
    assert "Ouvrez l’adresse" in house.ask("GET", "/", Cookie="")[2]
    assert "Open the address" in house.ask("GET", "/", Cookie="digest-language=en")[2]
