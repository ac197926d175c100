"""The archive is a folder of files; nothing outside it is shown, and no address leads elsewhere."""

import pytest


@pytest.fixture
def filled(house):
    for name in ("index.html", "2025-09-27/index.html", "page.html", "feed.atom", ".secret"):
        path = house.archive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"this is {name}")
    (house.archive.parent / "subscribers.key").write_text("key")
    return house


def test_without_an_archive_the_form_stands_first(house):
    assert "S’abonner" in house.get("/")[2]
    assert house.get("/2025-09-27")[0] == 404


def test_issues_pages_and_feeds(filled):
    assert filled.get("/")[2] == "this is index.html"
    assert filled.get("/2025-09-27/")[2] == "this is 2025-09-27/index.html"
    assert filled.get("/page")[2] == "this is page.html"
    _, headers, body = filled.get("/feed.atom")
    assert (headers["content-type"], body) == ("application/atom+xml", "this is feed.atom")
    assert "script-src 'self';" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]


def test_a_folder_without_its_slash_leads_to_itself_alone(filled):
    status, headers, _ = filled.get("/2025-09-27", host="mal.example")
    assert status == 307
    assert headers["location"] == "./2025-09-27/"


def test_the_form_leads_to_past_issues_when_there_are_some(house):
    assert "numéros parus" not in house.get("/subscribe")[2]
    house.archive.mkdir()
    (house.archive / "index.html").write_text("x")
    assert "numéros parus" in house.get("/subscribe")[2]


@pytest.mark.parametrize(
    "path",
    [
        "/../subscribers.key",
        "/..%2fsubscribers.key",
        "/%2e%2e/subscribers.key",
        "/2025-09-27/../../subscribers.key",
        "/.secret",
        "//mal.example/",
        "//mal.example/%2e%2e",
        "/\\mal.example",
        "/a%00b",
        "/" + "a" * 5000,
    ],
)
def test_nothing_else_is_shown(filled, path):
    status, headers, body = filled.get(path)
    assert status == 404
    assert headers["location"] is None
    assert "key" not in body.split()
