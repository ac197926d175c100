"""Stories merged and split by hand: shown at once, every word of a person kept, undone whole."""

from pathlib import Path

import pytest

from digest.draft import loads
from digest.evidence import read_evidence
from digest.model import Constraints
from digest.preview import Newsroom

from .conftest import DRAFT

CABLE, BEACON, BILL = "1" * 12, "5" * 12, "6" * 12
ALL = {"at": [1, 0], "with": [2, 1]}


def text(newsroom: Newsroom) -> str:
    return newsroom.watched[0].read_text(encoding="utf-8")


def done(newsroom: Newsroom, name: str, **wish: object) -> None:
    newsroom.act(name, newsroom.state()["stamp"], wish)


def block(newsroom: Newsroom, section: int, at: int) -> dict:
    return newsroom.state()["sections"][section]["blocks"][at]


def record(folder) -> dict[Path, str]:
    return {
        path: path.read_text(encoding="utf-8")
        for path in (folder.draft, folder.generated, folder.stories, folder.evidence)
    }


@pytest.fixture
def entered(newsroom) -> Newsroom:
    """The newsroom after the story of the beacon came in behind the tram."""
    done(newsroom, "enter", at=[2, 1], story=f"s{BEACON}")
    return newsroom


def test_two_items_become_one_that_is_told_anew_from_all_sources(entered, folder):
    done(entered, "merge", **ALL)
    one = block(entered, 1, 0)
    assert one["text"] == "On le lit dans 3 articles."
    assert [link["url"] for link in one["links"]] == [f"https://fil.example/{n}" for n in "156"]
    ((together,),) = folder.read_constraints().rulings
    assert together == {CABLE, BEACON, BILL}
    assert "phare" not in text(entered)


def test_what_an_editor_wrote_of_either_stands_when_they_are_merged(entered):
    mine = {"title": "Mon titre", "label": "", "body": "Mes mots."}
    done(entered, "revise", at=[1, 0], **mine)
    done(entered, "revise", at=[2, 1], title="Le phare", label="EN BREF", body="Mon phare.")
    done(entered, "merge", **ALL)
    one = block(entered, 1, 0)
    assert (one["title"], one["text"]) == (
        "Mon titre",
        "Mes mots.\n\nEN BREF **Le phare** Mon phare.",
    )


def test_a_locked_item_keeps_its_words_when_it_is_merged(entered):
    done(entered, "mark", at=[1, 0], word="locked", on=True)
    before = block(entered, 1, 0)
    done(entered, "merge", **ALL)
    after = block(entered, 1, 0)
    assert (after["text"], after["marks"]) == (before["text"], before["marks"])


def test_an_item_of_one_s_own_is_merged_with_all_its_words(newsroom):
    done(newsroom, "merge", **{"at": [1, 1], "with": [1, 0]})
    one = block(newsroom, 1, 0)
    assert one["id"] == f"s{CABLE}"
    assert one["text"] == (
        "Deux grues sont à l'arrêt.\n\n**Le câble arrive** Le port a posé son câble. Il mesure 3 km."
    )


def test_an_undo_takes_a_merge_back_with_all_that_it_wrote_down(entered, folder):
    before = record(folder)
    done(entered, "merge", **ALL)
    assert all(now != before[path] for path, now in record(folder).items())
    entered.undo()
    assert record(folder) == before
    assert folder.read_constraints() == Constraints()


def test_a_merged_story_s_sources_are_shown_and_none_of_it_is_left_out(entered, folder):
    done(entered, "merge", **ALL)
    evidence = read_evidence(folder)
    assert set(evidence.stories[f"s{CABLE}"]) == {CABLE, BEACON, BILL}
    sources = entered.sources(1, 0)
    assert len(sources["articles"]) == 3
    assert sources["sentences"][1]["as_written"]
    assert entered.state()["left_out"] == []


def test_the_words_of_a_merge_are_the_program_s_so_a_build_may_better_them(entered, folder):
    done(entered, "merge", **ALL)
    generated = loads(folder.generated.read_text(encoding="utf-8"))
    (found,) = [item for item in generated.items if item.id == f"s{CABLE}"]
    assert found.text == "On le lit dans 3 articles."


def test_a_story_is_split_into_two_items_each_told_anew(newsroom, folder):
    done(newsroom, "split", at=[1, 0], articles=[BILL])
    first, second = block(newsroom, 1, 0), block(newsroom, 1, 1)
    assert first["text"] == "Le gardien a fermé la porte."
    assert second["title"] == "Le câble, et la facture"
    assert folder.read_constraints().rulings == ((frozenset({BILL}), frozenset({CABLE})),)
    stories = read_evidence(folder).stories
    assert (stories[f"s{CABLE}"], stories[f"s{BILL}"]) == ((CABLE,), (BILL,))


def test_a_split_leaves_an_editor_s_words(newsroom):
    done(newsroom, "revise", at=[1, 0], title="À moi", label="", body="Mes mots.")
    done(newsroom, "split", at=[1, 0], articles=[BILL])
    first = block(newsroom, 1, 0)
    assert (first["title"], first["text"]) == ("À moi", "Mes mots.")


def test_an_undo_after_a_build_does_not_take_the_build_s_record_back(newsroom, folder):
    done(newsroom, "split", at=[1, 0], articles=[BILL])
    folder.stories.write_text('{"stories": []}', encoding="utf-8")
    with pytest.raises(Exception, match="elsewhere"):
        newsroom.undo()
    assert folder.draft.read_text(encoding="utf-8") != DRAFT
