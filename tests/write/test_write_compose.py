"""The issue an editor first sees."""

import json
from dataclasses import replace
from datetime import date

import pytest

from digest.config import Newsletter, SectionRule
from digest.languages import phrases
from digest.model import (
    ABOUT,
    AGENDA,
    EDITORIAL,
    LATEST,
    SIGNOFF,
    TEASERS,
    Issue,
    Item,
    Note,
    Outcome,
    Placement,
    Quote,
    Score,
    Section,
    Selection,
    SourceReport,
    Story,
    Written,
)
from digest.write import Extractive, compose, evidence
from digest.write.pull_quote import pull_quote

from .conftest import OTHER, make_article

DAY = date(2025, 9, 27)
PAPER = Newsletter.model_validate(
    {
        "name": "Essai",
        "signoff": "À samedi.",
        "about": "Une lettre.\n\nDeux paragraphes.",
        "watch": ("Boréal",),
        "epigraph": {"text": "Le froid éclaire.", "author": "Un proverbe"},
    }
)
RULES = (
    SectionRule(key="world", title="Monde"),
    SectionRule(key="empty", title="Vide"),
    SectionRule(key="inside", title="Dessous", audience="subscribers"),
)


def placement(story: Story, section: str, score: float) -> Placement:
    return Placement(story=story, section=section, score=Score(parts=(("publishers", score),)))


@pytest.fixture
def placed(story: Story) -> tuple[Placement, ...]:
    second = Story(
        id="s2",
        articles=(
            make_article(
                4,
                "Le Danemark ouvre un marché de la chaleur perdue",
                "Le Danemark ouvre un marché où les centres de données vendent la chaleur perdue. "
                "Les premiers contrats seront signés le 20 octobre à Aarhus, devant la ministre. "
                "Chaque mégawatt vendu rapportera 30 euros à la ville qui le reçoit.",
            ),
        ),
    )
    third = Story(id="s3", articles=(make_article(5, "La Suède taxe les puces importées", OTHER),))
    return (
        placement(story, "world", 3.0),
        placement(second, "world", 2.0),
        placement(third, "inside", 1.0),
    )


@pytest.fixture
def written(placed: tuple[Placement, ...]) -> dict[str, Written]:
    return {p.story.id: Extractive().write(p.story) for p in placed}


@pytest.fixture
def issue(placed: tuple[Placement, ...], written: dict[str, Written]) -> Issue:
    reports = (
        SourceReport(source="Source 1", outcome=Outcome.NEW, articles=4),
        SourceReport(source="Muette", outcome=Outcome.FAILED, why="404"),
    )
    return compose(
        Selection(placed=placed, left_out=()),
        written,
        newsletter=PAPER,
        sections=RULES,
        day=DAY,
        number=7,
        latest=((date(2025, 9, 20), "Le froid", "https://essai.example/7"),),
        reports=reports,
        undated=2,
        set_aside=1,
    )


def section(issue: Issue, key: str) -> Section:
    return next(section for section in issue.sections if section.key == key)


def test_sections_stand_in_configured_order_between_editorial_and_end(issue: Issue) -> None:
    keys = [section.key for section in issue.sections]
    assert keys == [EDITORIAL, "world", "empty", "inside", AGENDA, TEASERS, SIGNOFF, ABOUT, LATEST]


def test_why_items_were_written_without_the_model_is_said_in_the_newsletters_language(
    placed: tuple[Placement, ...], written: dict[str, Written]
) -> None:
    marks = ("extractive:network", "extractive:network", "extractive:of-a-plugin")
    marked = {
        id_: replace(one, item=replace(one.item, marks=(mark,)))
        for (id_, one), mark in zip(written.items(), marks, strict=False)
    }
    made = compose(
        Selection(placed=placed, left_out=()),
        {**written, **marked},
        newsletter=PAPER,
        sections=RULES,
        day=DAY,
    )
    (note,) = (block.text for block in made.preamble if isinstance(block, Note))
    assert "Écrites sans le modèle : 2 (2 × serveur muet" in note


def test_title_and_subject_are_the_strongest_headline(issue: Issue) -> None:
    assert (
        issue.title
        == issue.subject
        == "Boréal lève 120 millions d’euros pour ses centres de données"
    )


def test_the_teaser_has_points_of_4_to_18_words_without_a_stop(issue: Issue) -> None:
    assert len(issue.teaser) == 3
    assert all(4 <= len(point.split()) <= 18 and not point.endswith(".") for point in issue.teaser)


def test_the_preheader_goes_on_where_the_subject_stops(issue: Issue) -> None:
    assert 40 <= len(issue.preheader) <= 90
    assert issue.subject not in issue.preheader


def test_the_editorial_is_left_to_write_with_the_facts_and_their_sources(issue: Issue) -> None:
    (note,) = section(issue, EDITORIAL).blocks
    assert isinstance(note, Note)
    assert "120 millions d’euros" in note.text
    assert "(Source 1)" in note.text


def test_a_section_without_stories_stays_and_says_so(issue: Issue) -> None:
    (note,) = section(issue, "empty").blocks
    assert note == Note(text="Rien cette semaine dans cette rubrique.")


def test_the_first_note_says_what_the_sources_gave(issue: Issue) -> None:
    (note,) = issue.preamble
    assert isinstance(note, Note)
    assert all(
        word in note.text
        for word in ("Articles : 5", "Non lu : Muette", "gardés : 2", "de côté : 1")
    )


def test_a_story_that_looks_ahead_is_to_watch_but_never_the_first(issue: Issue) -> None:
    assert [item.label for item in section(issue, "world").items] == ["", "À SURVEILLER"]


def test_the_label_a_model_gave_or_left_out_stays(
    placed: tuple[Placement, ...], written: dict[str, Written]
) -> None:
    decided = {key: replace(one, labelled=True) for key, one in written.items()}
    found = compose(Selection(placed=placed, left_out=()), decided, newsletter=PAPER, sections=RULES, day=DAY)  # fmt: skip
    assert [item.label for item in section(found, "world").items] == ["", ""]


def test_the_agenda_has_dated_events_to_come_each_once(issue: Issue) -> None:
    items = section(issue, AGENDA).items
    assert [item.title for item in items] == ["Mardi 14 octobre", "Lundi 20 octobre"]
    assert all(item.links for item in items)


def test_a_pull_quote_stands_behind_its_story_with_its_source(issue: Issue) -> None:
    blocks = section(issue, "world").blocks
    assert isinstance(blocks[1], Quote)
    assert blocks[1].source == "cité par Source 2"
    assert blocks[1].text.startswith("« Nous voulons prouver")


def test_a_quotation_of_which_the_item_has_read_a_part_does_not_stand_behind_it(
    story: Story,
) -> None:
    found = pull_quote(story, say=phrases("fr"), told="Boréal ouvre une mine à Narvik.")
    assert found is not None
    part = " ".join(found.text.split()[4:10])
    assert not pull_quote(story, say=phrases("fr"), told=f"Elle dit que « {part} ».")


def test_what_subscribers_get_is_announced_to_everyone(issue: Issue) -> None:
    (item,) = section(issue, TEASERS).items
    assert item.label == "DESSOUS"
    assert item.title == section(issue, "inside").items[0].title
    assert item.text.startswith("Boréal obtient")
    assert section(issue, TEASERS).audience == "everyone"
    assert section(issue, "inside").audience == "subscribers"


def test_the_company_line_names_no_people_and_no_places(issue: Issue) -> None:
    assert "Boréal" in section(issue, "world").companies
    assert not {"Norvège", "Danemark", "Narvik"} & set(section(issue, "world").companies)


def test_the_end_matter_comes_from_the_configuration(issue: Issue) -> None:
    assert len(section(issue, ABOUT).blocks) == 2
    (latest,) = section(issue, LATEST).items
    assert (latest.title, latest.text) == ("Le froid", "20 septembre 2025")


def test_a_story_that_could_not_be_written_is_named(
    placed: tuple[Placement, ...], written: dict[str, Written]
) -> None:
    rest = {key: value for key, value in written.items() if key != "s2"}
    issue = compose(
        Selection(placed=placed, left_out=()), rest, newsletter=PAPER, sections=RULES, day=DAY
    )
    notes = [block.text for block in section(issue, "world").blocks if isinstance(block, Note)]
    assert any("s2" in note for note in notes)


def test_an_empty_week_makes_an_issue_without_items() -> None:
    issue = compose(
        Selection(placed=(), left_out=()), {}, newsletter=PAPER, sections=RULES, day=DAY
    )
    assert issue.title == ""
    assert not any(isinstance(b, Item) for s in issue.sections for b in s.blocks)


def test_an_english_issue_speaks_english(
    placed: tuple[Placement, ...], written: dict[str, Written]
) -> None:
    paper = PAPER.model_copy(update={"language": "en"})
    issue = compose(
        Selection(placed=placed, left_out=()), written, newsletter=paper, sections=RULES, day=DAY
    )
    assert section(issue, EDITORIAL).title == "Editorial"


def test_evidence_holds_every_sentence_and_the_quote(
    issue: Issue, placed: tuple[Placement, ...], written: dict[str, Written]
) -> None:
    found = evidence(issue, written, [p.story for p in placed])
    assert json.loads(json.dumps(found)) == found
    own = [item.id for part in issue.sections for item in part.items if part.key != LATEST]
    assert [entry["item"] for entry in found["items"]] == own
    assert all(entry["sentences"] for entry in found["items"])
    texts = {article.id: article.text for p in placed for article in p.story.articles}
    passages = [
        p for entry in (*found["items"],) for s in entry["sentences"] for p in s["passages"]
    ]
    passages += [p for quote in found["quotes"] for p in quote["passages"]]
    assert found["quotes"]
    for passage in passages:
        assert texts[passage["article"]][passage["start"] : passage["end"]] == passage["passage"]
