"""What the page knows, and acts on a file that others write too."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

from digest.errors import ChangedError, DigestError, DraftError, RenderError
from digest.model import Constraints, Offer
from digest.preview import Newsroom

from .conftest import DRAFT, TEXT

CABLE = "Le câble arrive"

LOCK = {"at": [1, 0], "word": "locked", "on": True}


def text(newsroom: Newsroom) -> str:
    return newsroom.watched[0].read_text(encoding="utf-8")


def done(newsroom: Newsroom, name: str, **wish: object) -> None:
    newsroom.act(name, newsroom.state()["stamp"], wish)


def test_the_state_lists_sections_and_items(newsroom):
    state = newsroom.state()
    first = state["sections"][1]["blocks"][0]
    assert first["title"] == "Le câble arrive"
    assert state["error"] is None
    assert state["bytes"] > 1000


def test_an_item_says_sentence_by_sentence_what_it_rests_on(newsroom):
    told = newsroom.sources(1, 0)
    sentence = next(one for one in told["sentences"] if one["text"] == "Le port a posé son câble.")
    assert sentence["as_written"]
    assert sentence["passages"][0]["passage"] == "Le port a posé son câble."
    assert [one["title"] for one in told["articles"]] == [CABLE, "Le câble, et la facture"]


def test_a_claim_in_doubt_is_counted_and_a_vouch_settles_it(newsroom):
    done(newsroom, "revise", at=[1, 0], title=CABLE, label="", body="Il mesure 9 km.")
    (told,) = newsroom.preflight()["items"]
    assert (told["place"], told["doubted"]) == ([1, 0], ["9 km"])
    done(newsroom, "vouch", at=[1, 0], sentence="Il mesure 9 km.")
    (told,) = newsroom.preflight()["items"]
    assert (told["doubted"], told["vouched"]) == ([], 1)


def test_a_finding_leads_to_its_place(newsroom):
    done(newsroom, "reword", at=[0, 0], words="Un mot TODO.")
    found = {one["rule"]: one["place"] for one in newsroom.preflight()["findings"]}
    assert found["placeholder"] == [0, 0]


def test_a_doubt_round_the_items_leads_to_its_place(newsroom):
    done(newsroom, "reword", at=[0, 0], words="Le port attend depuis 1954.")
    found = [one for one in newsroom.preflight()["findings"] if one["rule"] == "fact-unsupported"]
    assert ([0, 0], "warning") in [(one["place"], one["severity"]) for one in found]


def test_a_story_left_out_says_its_score_and_its_reason(newsroom):
    (story,) = newsroom.state()["left_out"]
    assert (story["score"], story["why"]) == (2.5, "Outside the week.")


def test_a_passage_that_is_no_longer_in_the_article_is_not_shown(newsroom, folder):
    articles = folder.read_articles()
    folder.write_articles([replace(one, text="Autre. Et encore.") for one in articles])
    sentences = newsroom.sources(1, 0)["sentences"]
    assert all(p["passage"] != TEXT[:25] for s in sentences for p in s["passages"])


def test_the_names_of_an_item_are_looked_up_in_the_archive(newsroom, folder):
    draft = folder.draft.read_text("utf-8").replace("La ligne 4 a", "La ligne 4 de Nordal a")
    folder.draft.write_text(draft, "utf-8")
    (name,) = newsroom.recalled(2, 0)
    assert (name["name"], name["more"]) == ("Nordal", 0)
    assert name["told"] == [
        {
            "date": "2025-09-20",
            "number": 3,
            "section": "La ville",
            "title": "Nordal embauche",
            "sentences": ["Nordal cherche cent <b>soudeurs</b>."],
            "address": "https://veille.example/2025-09-20#nordal-embauche",
        }
    ]
    assert newsroom.recalled(1, 0) == newsroom.recalled(9, 9) == []


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
    with pytest.raises(ChangedError):
        newsroom.act("mark", stamp, LOCK)
    assert "locked" not in text(newsroom)


def test_an_act_does_not_wait_for_the_check(folder, roof):
    checking, acted = Event(), Event()

    def check(*_: object) -> tuple[()]:
        checking.set()
        assert acted.wait(10)
        return ()

    newsroom = Newsroom(folder, roof.handed(check=check))
    with ThreadPoolExecutor() as pool:
        found = pool.submit(newsroom.preflight)
        assert checking.wait(10)
        done(newsroom, "mark", **LOCK)
        assert "locked" in text(newsroom)
        acted.set()
        assert found.result()["findings"] == []


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
    with pytest.raises(ChangedError, match="elsewhere"):
        newsroom.undo()
    assert text(newsroom).endswith("À la main.\n")


def test_undo_never_takes_back_what_was_ruled_elsewhere(newsroom, folder):
    done(newsroom, "split", at=[1, 0], articles=["6" * 12])
    after, ours = text(newsroom), folder.read_constraints()
    both = Constraints(rulings=(*ours.rulings, (frozenset({"1" * 12, "5" * 12}),)))
    folder.write_constraints(both)
    with pytest.raises(ChangedError, match="elsewhere"):
        newsroom.undo()
    assert (text(newsroom), folder.read_constraints()) == (after, both)


def test_a_story_that_enters_brings_its_sources(newsroom):
    done(newsroom, "enter", at=[2, 1], story="s555555555555")
    state = newsroom.state()
    assert state["sections"][2]["blocks"][1]["title"] == "Un <b>phare</b> s'éteint"
    assert state["left_out"] == []
    assert newsroom.sources(2, 1)["articles"][0]["source"] == "Le Fil"


def test_an_address_becomes_an_article_and_an_item(newsroom, folder):
    done(newsroom, "add", at=[2, 0], url="https://fil.example/pont")
    assert newsroom.state()["sections"][2]["blocks"][0]["id"] == "s" + "7" * 12
    assert folder.read_articles()[-1].url == "https://fil.example/pont"


def test_what_is_held_waits_and_what_is_dropped_after_no_longer_waits(newsroom):
    done(newsroom, "mark", at=[1, 0], word="held", on=True)
    assert CABLE not in newsroom.view("everyone").text
    done(newsroom, "mark", at=[1, 0], word="dropped", on=True)
    assert newsroom.state()["sections"][1]["blocks"][0]["marks"] == ["dropped"]


def test_what_the_build_offers_is_shown_until_it_is_refused(newsroom, folder):
    offer = Offer(where=CABLE, field="title", text="Autre titre", item="s" + "1" * 12)
    folder.write_offers([offer])
    text_ = DRAFT.replace(CABLE, "Autre titre")
    folder.generated.write_text(text_, encoding="utf-8")
    one = newsroom.state()["sections"][1]["blocks"][0]
    assert (one["build"]["title"], one["offered"]) == ("Autre titre", ["title"])
    done(newsroom, "refuse", item="s" + "1" * 12)
    assert newsroom.state()["sections"][1]["blocks"][0]["offered"] == []
    newsroom.undo()
    assert folder.read_offers() == (offer,)


def test_other_ways_to_tell_a_story_come_from_the_model(newsroom):
    found = newsroom.variants(1, 0, "plus court")
    assert [one["text"] for one in found] == ["plus court 1", "plus court 2", "plus court 3"]


def test_without_a_model_there_are_none_and_it_is_told(folder, roof):
    newsroom = Newsroom(folder, roof.handed(rewrite=None))
    assert not newsroom.state()["can"]["rewrite"]
    with pytest.raises(DigestError, match="model"):
        newsroom.variants(1, 0, "plus court")


def test_the_draft_as_the_session_found_it_is_in_the_history(newsroom, folder):
    done(newsroom, "remove", at=[2, 0])
    done(newsroom, "remove", at=[1, 0])
    (version,) = folder.versions()
    assert version.read_text(encoding="utf-8") == DRAFT


def test_the_head_is_written_key_by_key(newsroom):
    done(
        newsroom,
        "head",
        title="Autre titre",
        teaser=["Un", "Deux"],
        epigraph="Mot.",
        author="Anonyme",
        frozen="2025-09-26 18:00",
    )
    head = newsroom.state()["head"]
    assert (head["title"], head["teaser"], head["author"]) == (
        "Autre titre",
        ["Un", "Deux"],
        "Anonyme",
    )
    assert head["frozen"] == "2025-09-26 18:00"


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("move", {"at": [1, 0], "to": [1]}),
        ("move", {"at": [1, -1], "to": [1, 0]}),
        ("move", {"at": [1, True], "to": [1, 0]}),
        ("revise", {"at": [1, 0], "title": 3, "label": "", "body": ""}),
        ("mark", {"at": [1, 0], "word": "--> <script>", "on": True}),
        ("enter", {"at": [1, 0], "story": "../../etc"}),
        ("add", {"at": [1, 0], "url": "https://refus.example"}),
        ("insert", {"at": [1, 0], "kind": "deal", "words": "x"}),
        ("merge", {"at": [1, 0], "with": [1, 0]}),
        ("split", {"at": [1, 0], "articles": ["9"]}),
        ("split", {"at": [1, 0], "articles": "6"}),
        ("picture", {"at": [1, 0], "alt": "x", "caption": ""}),
        ("section", {"number": 1, "companies": "x"}),
        ("head", {"teaser": "x"}),
        ("section", {"number": 99, "title": "x"}),
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


@pytest.mark.parametrize(
    ("name", "wish", "place"),
    [
        ("move", {"to": [2, 0]}, (2, 0)),
        ("mark", {"word": "locked", "on": True}, (1, 2)),
    ],
)
def test_a_section_decided_on_is_a_guess_no_more(newsroom, folder, name, wish, place):
    text = folder.draft.read_text("utf-8")
    asks = "\n\n<!-- Rubrique incertaine : Le port / La ville. -->"
    guessed = text.replace("s222222222222 new -->", "s222222222222 new unsure -->" + asks)
    folder.draft.write_text(guessed, "utf-8")
    folder.generated.parent.mkdir(exist_ok=True)
    folder.generated.write_text(guessed, "utf-8")
    newsroom.act(name, newsroom.state()["stamp"], {"at": [1, 2], **wish})
    after = newsroom.state()
    section, block = place
    assert "unsure" not in after["sections"][section]["blocks"][block]["marks"]
    assert "incertaine" not in folder.draft.read_text("utf-8")
    newsroom.undo()
    assert folder.draft.read_text("utf-8") == guessed


ASKS = "Rubrique incertaine : Le port / La ville."


@pytest.mark.parametrize("own", ["\nRappeler la mairie.", " Rappeler la mairie."])
def test_what_an_editor_wrote_to_the_question_of_the_section_stays(newsroom, folder, own):
    text = folder.draft.read_text("utf-8")
    guessed = text.replace("222 new -->", f"222 new unsure -->\n\n<!-- {ASKS} -->")
    folder.generated.parent.mkdir(exist_ok=True)
    folder.generated.write_text(guessed, "utf-8")
    folder.draft.write_text(guessed.replace(ASKS, ASKS + own), "utf-8")
    newsroom.act("mark", newsroom.state()["stamp"], {"at": [1, 2], "word": "locked", "on": True})
    assert "Rappeler la mairie." in folder.draft.read_text("utf-8")
    assert "unsure" not in newsroom.state()["sections"][1]["blocks"][2]["marks"]


def test_in_a_closed_issue_the_question_of_the_section_stays(newsroom, folder):
    text = folder.draft.read_text("utf-8")
    guessed = text.replace("222 new -->", f"222 new unsure -->\n\n<!-- {ASKS} -->")
    folder.generated.parent.mkdir(exist_ok=True)
    folder.generated.write_text(guessed, "utf-8")
    folder.draft.write_text(guessed.replace("---\n", "---\nfrozen: yes\n", 1), "utf-8")
    newsroom.act("mark", newsroom.state()["stamp"], {"at": [1, 2], "word": "locked", "on": True})
    assert ASKS in folder.draft.read_text("utf-8")
    assert "unsure" in newsroom.state()["sections"][1]["blocks"][2]["marks"]


def test_an_item_moved_within_its_section_is_still_a_guess(newsroom, folder):
    text = folder.draft.read_text("utf-8")
    folder.draft.write_text(text.replace("222 new -->", "222 new unsure -->"), "utf-8")
    newsroom.act("move", newsroom.state()["stamp"], {"at": [1, 2], "to": [1, 0]})
    assert "unsure" in newsroom.state()["sections"][1]["blocks"][0]["marks"]
