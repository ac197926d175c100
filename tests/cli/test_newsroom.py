"""What the newsroom is handed: the very mail that `digest render` makes."""

import re
import runpy
from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes, policy
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from digest.desk import Desk
from digest.desk.newsroom import handed
from digest.draft import loads
from digest.errors import DigestError
from digest.fetch import Fetcher
from digest.preview import Newsroom

DAY, NEXT = "2025-09-27", "2025-10-04"
serving = runpy.run_path(str(Path(__file__).parent.parent / "send" / "faulty.py"))["serving"]


def test_the_letter_in_the_newsroom_has_the_bytes_of_the_mail(
    run: Callable, workspace: Path, week: Path
):
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    desk = Desk(workspace=workspace, quiet=True, verbose=False)
    folder = desk.issue(date.fromisoformat(DAY))
    draft = folder.draft.read_text(encoding="utf-8").replace("Nscale", "Nscale Holdings", 1)
    folder.draft.write_text(draft, encoding="utf-8")
    run("-C", workspace, "render", "--issue", DAY)
    shown = handed(desk, folder).render(loads(draft), "everyone")
    assert shown.standalone(shown.html).encode() == (folder.out / "email.html").read_bytes()
    assert shown.text.encode() == (folder.out / "email.txt").read_bytes()


def test_a_test_mail_is_offered_only_where_a_server_is_configured(workspace: Path):
    settings = workspace / "config" / "digest.toml"
    folder = Desk(workspace=workspace, quiet=True, verbose=False).issue(date.fromisoformat(DAY))

    def offered() -> bool:
        desk = Desk(workspace=workspace, quiet=True, verbose=False)
        return handed(desk, folder).post is not None

    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('host = "', 'host = "" # "', 1), encoding="utf-8")
    assert not offered()
    settings.write_text(text.replace('host = "', 'host = "mail.example.org" # "', 1), "utf-8")
    assert offered()


@pytest.fixture
def newsroom(run: Callable, workspace: Path, week: Path) -> tuple[Newsroom, Callable]:
    """The newsroom of an issue with two stories, one of two articles; and a way to build it again."""

    def build() -> str:
        done = run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
        assert done.code == 0, done.err
        return (workspace / "issues" / DAY / "issue.md").read_text(encoding="utf-8")

    build()
    desk = Desk(workspace=workspace, quiet=True, verbose=False)
    folder = desk.issue(date.fromisoformat(DAY))
    return Newsroom(folder, handed(desk, folder)), build


def places(newsroom: Newsroom) -> dict[str, list[int]]:
    """Where the stories of the week stand, by a word of theirs."""
    return {
        word: block["place"]
        for block in items(newsroom)
        for word in ("Nscale", "Italie")
        if word in block["title"]
    }


def items(newsroom: Newsroom) -> list[dict[str, Any]]:
    """The items of the week's stories."""
    blocks = [block for one in newsroom.state()["sections"] for block in one["blocks"]]
    return [block for block in blocks if block["kind"] == "item" and len(block["id"] or "") == 13]


def test_stories_merged_in_the_newsroom_stay_one_item_in_every_build(newsroom):
    room, build = newsroom
    at = places(room)
    room.act("merge", room.state()["stamp"], {"at": at["Nscale"], "with": at["Italie"]})
    (shown,) = (one for one in items(room) if "Nscale" in one["title"])
    assert len(shown["links"]) == 3
    once = build()
    (built,) = (one for one in items(room) if one["id"] == shown["id"])
    assert all(built[part] == shown[part] for part in ("title", "text", "links"))
    assert list(places(room)) == ["Nscale"]
    assert build() == once


def test_a_story_split_in_the_newsroom_stays_two_items_in_every_build(newsroom):
    room, build = newsroom
    at = places(room)["Nscale"]
    leaving = next(
        one["id"] for one in room.sources(*at)["articles"] if one["source"] == "Le Courrier"
    )
    room.act("split", room.state()["stamp"], {"at": at, "articles": [leaving]})
    draft = room.watched[0].read_text(encoding="utf-8")
    assert f"<!-- s{leaving}" in draft
    after = build()
    assert after.count("<!-- s") == draft.count("<!-- s")
    assert after.count(f"<!-- s{leaving} ") == 1
    assert build() == after


def test_what_is_held_in_the_newsroom_comes_up_in_the_next_issue_in_its_words(
    newsroom, run, workspace, tmp_path
):
    room, _ = newsroom
    at = places(room)["Nscale"]
    mine = {"title": "Nscale, à nous", "label": "", "body": "Dit à notre façon."}
    room.act("revise", room.state()["stamp"], {"at": at, **mine})
    room.act("mark", room.state()["stamp"], {"at": at, "word": "held", "on": True})
    assert "à nous" not in room.view("everyone").text
    later = tmp_path / "later" / "d.md"
    later.parent.mkdir()
    later.write_text(
        "---\nurl: https://matin.example/port\ntitle: Le port se branche\nsource: Le Matin\n"
        "date: 2025-10-01\nlang: fr\n---\n\nLe port de Brest a posé un câble de trois kilomètres.\n",
        encoding="utf-8",
    )
    run("-C", workspace, "build", "--issue", NEXT, "--from", later.parent, "--offline")
    desk = Desk(workspace=workspace, quiet=True, verbose=False)
    folder = desk.issue(date.fromisoformat(NEXT))
    next_room = Newsroom(folder, handed(desk, folder))
    (item,) = (one for one in items(next_room) if "Nscale" in one["title"])
    assert (item["title"], item["text"]) == ("Nscale, à nous", "Dit à notre façon.")
    assert "à nous" in next_room.view("everyone").text
    assert f"from:{DAY}" in item["marks"]


PAGE = """<!doctype html><html lang="fr"><head><title>Le port de Brest se branche</title>
<meta property="og:site_name" content="Le Quai">
<meta property="article:published_time" content="2025-09-26T08:00:00+02:00"></head>
<body><article><h1>Le port de Brest se branche</h1>
<p>Le port de Brest a posé un câble de trois kilomètres pour alimenter les navires à quai.</p>
<p>La région paie les deux tiers des travaux, qui dureront jusqu'au printemps prochain. Les navires
éteindront leurs moteurs dès leur arrivée, ce que les habitants attendaient depuis dix ans.</p>
<p>Le conseil du port décidera en mars de la suite, avec les compagnies et les riverains.</p>
</article><script>alert(1)</script></body></html>"""


class Quay(BaseHTTPRequestHandler):
    """A house with one page."""

    def do_GET(self) -> None:
        body = PAGE.encode() if self.path == "/port" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def quay() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Quay) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/port"
        server.shutdown()


def add(room: Newsroom, url: str) -> None:
    room.act("add", room.state()["stamp"], {"at": places(room)["Nscale"], "url": url})


def test_an_address_becomes_an_item_of_the_page_that_stands_there(newsroom, quay, monkeypatch):
    room, build = newsroom
    monkeypatch.setattr("digest.fetch.Fetcher", partial(Fetcher, allow_private=True))
    add(room, quay)
    (item,) = (one for one in items(room) if "Brest" in one["title"])
    assert item["title"] == "Le port de Brest se branche"
    assert "trois kilomètres" in item["text"]
    assert [link["url"] for link in item["links"]] == [quay]
    told = room.sources(*item["place"])
    assert told["sentences"][1]["as_written"]
    assert told["articles"][0]["date"] == "2025-09-26"
    assert "Le port de Brest se branche" in build()


def test_an_address_of_this_machine_is_refused_and_nothing_is_written(newsroom, quay):
    room, _ = newsroom
    before = room.watched[0].read_text(encoding="utf-8")
    with pytest.raises(DigestError, match=re.escape(quay)):
        add(room, quay)
    assert room.watched[0].read_text(encoding="utf-8") == before


def test_a_test_mail_from_the_newsroom_reaches_its_address(newsroom, workspace):
    settings = workspace / "config" / "digest.toml"
    with serving() as server:
        text = settings.read_text(encoding="utf-8")
        for key, value in {
            "url": '"https://boussole.example/{date}"',
            "unsubscribe_url": '"https://boussole.example/fin/{token}"',
            "email": '"lettre@boussole.example"',
            "postal_address": '"Lyon"',
            "host": '"127.0.0.1"',
            "port": str(server.port),
            "security": '"none"',
        }.items():
            text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", text, count=1)
        settings.write_text(text, encoding="utf-8")
        desk = Desk(workspace=workspace, quiet=True, verbose=False)
        folder = desk.issue(date.fromisoformat(DAY))
        room = Newsroom(folder, handed(desk, folder))
        assert room.state()["can"]["post"]
        room.post("me@x.example")
    assert {recipient for _, recipient, _ in server.messages} == {"me@x.example"}
    message = message_from_bytes(server.messages[0][2], policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    assert "Nscale" in body.get_content()
