"""What the newsroom is handed: the very mail that `digest render` makes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from digest.desk import Desk
from digest.desk.newsroom import handed
from digest.draft import loads
from digest.preview import Newsroom

DAY = "2025-09-27"


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
