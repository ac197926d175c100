"""What the page knows, and acts on a file that others write too."""

import pytest

from digest.errors import DigestError, DraftError, RenderError
from digest.preview import Newsroom
from digest.preview.newsroom import StaleError

LOCK = {"at": [1, 0], "word": "locked", "on": True}


def text(newsroom: Newsroom) -> str:
    return newsroom.watched[0].read_text(encoding="utf-8")


def test_the_state_lists_items_with_what_they_rest_on(newsroom):
    state = newsroom.state()
    first = state["sections"][1]["blocks"][0]
    assert first["title"] == "Le câble arrive"
    assert first["sentences"][0]["passages"][0]["passage"] == "Le port a posé son câble."
    assert state["error"] is None
    assert state["bytes"] > 1000


def test_a_story_left_out_says_its_score_and_its_reason(newsroom):
    (story,) = newsroom.state()["left_out"]
    assert (story["score"], story["why"]) == (2.5, "Rubrique complète.")


def test_a_passage_that_is_no_longer_in_the_article_is_not_shown(newsroom, folder):
    articles = folder.read_articles()
    folder.write_articles(
        [
            type(one)(**{n: getattr(one, n) for n in one.__slots__} | {"text": "Autre."})
            for one in articles
        ]
    )
    assert newsroom.state()["sections"][1]["blocks"][0]["sentences"][0]["passages"] == []


def test_a_lost_record_leaves_the_draft_to_be_edited(newsroom, folder):
    for path in (folder.evidence, folder.stories, folder.articles):
        path.write_text("{ no", encoding="utf-8")
    state = newsroom.state()
    assert state["left_out"] == []
    assert len(state["sections"]) == 4


def test_the_view_is_what_the_renderer_makes_byte_for_byte(newsroom):
    email = newsroom.view("everyone")
    assert "Les comptes" not in email.html
    assert "Les comptes" in newsroom.view("subscribers").html
    assert newsroom.view("everyone") is email


def test_an_act_for_an_older_file_is_refused_and_writes_nothing(newsroom, folder):
    stamp = newsroom.state()["stamp"]
    folder.draft.write_text(text(newsroom).replace("3 km", "4 km"), encoding="utf-8")
    with pytest.raises(StaleError):
        newsroom.act("mark", stamp, LOCK)
    assert "locked" not in text(newsroom)


def test_undo_and_redo_go_back_and_forth_to_the_byte(newsroom):
    before = text(newsroom)
    newsroom.act("mark", newsroom.state()["stamp"], LOCK)
    newsroom.act("remove", newsroom.state()["stamp"], {"at": [2, 0]})
    after = text(newsroom)
    newsroom.undo()
    newsroom.undo()
    assert text(newsroom) == before
    assert not newsroom.state()["undo"]
    newsroom.redo()
    newsroom.redo()
    assert text(newsroom) == after


def test_undo_never_takes_back_what_was_written_elsewhere(newsroom, folder):
    newsroom.act("mark", newsroom.state()["stamp"], LOCK)
    folder.draft.write_text(text(newsroom) + "\nÀ la main.\n", encoding="utf-8")
    with pytest.raises(StaleError, match="elsewhere"):
        newsroom.undo()
    assert text(newsroom).endswith("À la main.\n")


def test_a_story_that_enters_brings_its_sources(newsroom):
    wish = {"at": [2, 1], "story": "s555555555555"}
    newsroom.act("enter", newsroom.state()["stamp"], wish)
    state = newsroom.state()
    entered = state["sections"][2]["blocks"][1]
    assert entered["title"] == "Un <b>phare</b> s'éteint"
    assert entered["sentences"][0]["passages"][0]["source"] == "Le Fil"
    assert state["left_out"] == []


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("move", {"at": [1, 0], "to": [1]}),
        ("move", {"at": [1, -1], "to": [1, 0]}),
        ("move", {"at": [1, True], "to": [1, 0]}),
        ("revise", {"at": [1, 0], "title": 3, "label": "", "body": ""}),
        ("mark", {"at": [1, 0], "word": "--> <script>", "on": True}),
        ("enter", {"at": [1, 0], "story": "../../etc"}),
        ("delete_everything", {"at": [1, 0]}),
    ],
)
def test_a_wish_that_makes_no_sense_is_told_and_writes_nothing(newsroom, name, wish):
    before = text(newsroom)
    with pytest.raises(DigestError):
        newsroom.act(name, newsroom.state()["stamp"], wish)
    assert text(newsroom) == before


def test_a_draft_that_cannot_be_read_is_an_error_with_its_line(newsroom, folder):
    folder.draft.write_text(text(newsroom) + "\n<!-- jamais fermé\n", encoding="utf-8")
    assert "issue.md:29" in newsroom.state()["error"]["message"]
    with pytest.raises(DraftError):
        newsroom.view("everyone")


def test_a_draft_in_another_encoding_names_the_line(newsroom, folder):
    folder.draft.write_bytes(folder.draft.read_bytes().replace("É".encode(), b"\xc9", 1))
    assert "issue.md:8" in newsroom.state()["error"]["message"]


def test_a_template_with_a_mistake_is_an_error_with_its_line(newsroom, templates):
    newsroom.view("everyone")
    (templates / "item.mjml").write_text("\n{{ nothing }}", encoding="utf-8")
    newsroom.changed()
    assert "item.mjml:2" in newsroom.state()["error"]["message"]
    with pytest.raises(RenderError):
        newsroom.view("everyone")
