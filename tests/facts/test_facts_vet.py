"""The items of a draft before the sources of their stories, after the editor's hand."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest.facts.vet import vet
from digest.model import (
    Article,
    Deal,
    Evidence,
    Issue,
    Item,
    Line,
    Link,
    Note,
    Passage,
    Prose,
    Quote,
    Section,
    Sentence,
    Subhead,
)

TEXT = (
    "Nscale a levé 1,1 milliard de dollars auprès d'Aker le 25 septembre. « Nous bâtirons vite », "
    "dit Josh Payne. La société emploie 400 personnes à Londres."
)
ARTICLE = Article(
    id="0123456789ab",
    url="https://gazette.example/nscale",
    title="Nscale lève 1,1 Md$",
    text=TEXT,
    source="La Gazette",
    publisher="gazette.example",
    published=datetime(2025, 9, 25, tzinfo=UTC),
    language="fr",
)
FIRST = "Nscale a levé 1,1 milliard de dollars auprès d'Aker le 25 septembre."
EVIDENCE = Evidence(
    day=date(2025, 9, 27),
    articles={ARTICLE.id: ARTICLE},
    stories={"s0123456789ab": (ARTICLE.id,)},
    sentences={
        "s0123456789ab": (
            Sentence(
                text=FIRST,
                passages=(Passage(article=ARTICLE.id, start=0, end=len(FIRST), text=FIRST),),
            ),
        )
    },
)


def vetted(text, *, title="", notes=(), item=None, evidence=EVIDENCE):
    item = item or Item(id="s0123456789ab", title=title, text=text)
    blocks = (item, *(Note(text=note) for note in notes))
    issue = Issue(date=date(2025, 9, 27), sections=(Section(title="S", blocks=blocks),))
    return vet(issue, evidence).items[0]


def doubts(text, **options):
    return [one.text for s in vetted(text, **options).sentences for one in s.doubted]


def test_a_sentence_as_it_was_written_keeps_its_passages():
    sentence = vetted(FIRST.replace(" ", "\u00a0")).sentences[0]
    assert sentence.as_written
    assert [one.text for one in sentence.passages] == [FIRST]
    assert not sentence.unproven


@pytest.mark.parametrize(
    "text",
    [
        "Nscale lève 1,1 Md$ auprès d’Aker.",
        "La société compte [400 salariés](https://example.org) à **Londres**.",
        "Jeudi, Josh Payne l’a promis : « Nous *bâtirons* vite ».",
        "Et l’on se prend à rêver d’autre chose que de béton.",
    ],
)
def test_what_the_story_says_anywhere_passes(text):
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Nscale a levé 1,3 milliard de dollars auprès d'Aker.", "1,3 milliard de dollars"),
        ("Nscale a levé 1,1 milliard d’euros auprès d'Aker.", "1,1 milliard d’euros"),
        ("La société emploie 900 personnes.", "900"),
        ("Le tour date du 12 septembre.", "12 septembre"),
        ("Le tour vient de Mubadala.", "Mubadala"),
        ("« Nous bâtirons bien », dit Josh Payne.", "Nous bâtirons bien"),
    ],
)
def test_what_it_says_nowhere_is_doubted(text, doubted):
    assert doubts(text) == [doubted]


def test_a_changed_value_is_contradicted_by_what_stood_there():
    one = vetted(FIRST.replace("1,1", "1,3")).sentences[0]
    assert not one.as_written
    assert [(v.status, v.nearest) for v in one.doubted] == [("contradicted", FIRST)]


def test_a_vouch_holds_until_the_sentence_changes():
    text = "La société emploie 900 personnes."
    assert doubts(text, notes=[f"garanti : {text}"]) == []
    assert doubts(text.replace("900", "950"), notes=[f"garanti : {text}"]) == ["950"]


def test_what_is_vouched_for_is_still_told():
    text = "La société emploie 900 personnes."
    sentence = vetted(text, notes=[f"vouched: {text}"]).sentences[0]
    assert sentence.vouched
    assert [one.text for one in sentence.unproven] == ["900"]


def test_a_title_plays_with_names_not_with_figures():
    assert doubts("Rien.", title="Le Roi Lear des puces") == []
    assert doubts("Rien.", title="Nscale lève 2,2 Md$") == ["2,2 Md$"]


def test_an_item_by_hand_is_held_against_the_articles_it_links_to():
    link = Link(text="La Gazette", url="https://gazette.example/nscale?utm_source=x")
    item = Item(title="Nscale", text="Nscale a levé 5 Md$.", links=(link,))
    found = vetted("", item=item)
    assert found.articles == (ARTICLE,)
    assert [one.text for s in found.sentences for one in s.doubted] == ["5 Md$"]


def test_an_item_whose_articles_nobody_knows_is_not_checked():
    found = vetted("", item=Item(title="Un mot", text="Il a coûté 5 Md$."))
    assert (found.articles, found.sentences) == ((), ())


def test_passages_count_where_the_articles_are_gone():
    kept = replace(EVIDENCE, articles={}, stories={})
    assert doubts("Nscale a levé 1,2 Md$.", evidence=kept) == ["1,2 Md$"]


def test_an_item_of_the_agenda_is_known_by_its_story():
    item = Item(id="s0123456789ab-2025-10-01", text="Aker paiera 3 Md$.")
    assert [o.text for s in vetted("", item=item).sentences for o in s.doubted] == ["3 Md$"]


def test_the_longest_run_of_a_sources_words_is_told():
    sentence = vetted("Ici, la société emploie 400 personnes à Londres, dit-on.").sentences[0]
    assert sentence.copied == "la societe emploie 400 personnes a londres"


def test_quoted_words_are_not_copied():
    sentence = vetted("« Nous bâtirons vite », promet-il.").sentences[0]
    assert sentence.copied == ""


# ---------------------------------------------------------------------------- round the items


WRITTEN = "Jeudi, Nscale a levé 1,1 milliard de dollars pour grandir à Londres."
WITH_LINES = replace(
    EVIDENCE,
    lines=(
        Line(
            part="editorial",
            sentence=Sentence(
                text=WRITTEN, passages=EVIDENCE.sentences["s0123456789ab"][0].passages
            ),
        ),
    ),
)


def lines(*, evidence=WITH_LINES, key="editorial", blocks=(), standfirst="", **head):
    section = Section(key=key, title="S", standfirst=standfirst, blocks=blocks)
    return vet(Issue(date=date(2025, 9, 27), sections=(section,), **head), evidence).lines


def claims(found):
    return [(one.part, claim.text) for one in found for claim in one.sentence.doubted]


@pytest.mark.parametrize(
    ("deal", "doubted"),
    [
        (Deal(who="Nscale", whom="Aker", amount="1,1 Md$"), []),
        (Deal(who="Nscale", whom="Aker", amount="jusqu’à 900 Md$"), ["900 Md$"]),
        (Deal(who="Zorglub", amount="1,1 Md$"), ["Zorglub"]),
        (Deal(who="Nscale", amount="9 Md$", sure=False), []),
        (Deal(amount="9 Md$"), ["9 Md$"]),
        (Deal(who="Nscale"), []),
    ],
)
def test_the_row_of_a_deal_that_readers_see_is_held_against_its_story(deal, doubted):
    found = lines(key="bubble", blocks=(replace(deal, id="s0123456789ab"),))
    assert [claim for part, claim in claims(found) if part == "deal"] == doubted


def test_nobody_but_the_story_bears_out_a_deal():
    other = replace(ARTICLE, id="other", url="https://b.example/1", text="Boréal lève 900 M$.")
    evidence = replace(WITH_LINES, articles={**WITH_LINES.articles, other.id: other})
    row = Deal(id="s0123456789ab", who="Nscale", amount="900 M$")
    assert ("deal", "900 M$") in claims(lines(evidence=evidence, key="bubble", blocks=(row,)))


@pytest.mark.parametrize(
    ("part", "parts"),
    [
        ("title", {"title": "Nscale lève 3,2 milliards d’euros"}),
        ("subject", {"subject": "Nscale lève 3,2 milliards d’euros"}),
        ("preheader", {"preheader": "Londres embauche • Nscale lève 3,2 milliards d’euros"}),
        ("teaser", {"teaser": ("Londres embauche", "Nscale lève 3,2 milliards d’euros")}),
        ("standfirst", {"standfirst": "*Londres* rêve à 3,2 milliards d’euros."}),
        ("editorial", {"blocks": (Prose(text="Londres rêve à 3,2 milliards d’euros."),)}),
        ("text", {"blocks": (Prose(text="Londres rêve à 3,2 milliards d’euros."),), "key": "x"}),
        ("subhead", {"blocks": (Subhead(text="Londres à 3,2 milliards d’euros"),)}),
        ("editorial", {"blocks": (Quote(text="Il manque 3,2 milliards d’euros."),)}),
    ],
)
def test_a_figure_that_no_article_has_is_doubted_wherever_it_stands(part, parts):
    assert claims(lines(**parts)) == [(part, "3,2 milliards d’euros")]


def test_what_any_article_of_the_issue_says_passes_round_the_items():
    told = "Le 25 septembre, Nscale a levé 1,1 Md$."
    found = lines(title=told, standfirst=told, blocks=(Prose(text=told),))
    assert {one.part for one in found} == {"title", "standfirst", "editorial"}
    assert claims(found) == []


def test_titles_play_with_names_and_a_standfirst_does_not():
    told = "Londres selon Odile Tramontane"
    found = lines(title=told, subject=f"{told} !", teaser=(told,), standfirst=f"{told}.")
    assert claims(found) == [("standfirst", "Odile Tramontane")]


def test_an_edit_of_what_a_writer_made_is_not_the_editors_own():
    edited = WRITTEN.replace("1,1 milliard", "3 milliards")
    found = lines(blocks=(Prose(text=f"{WRITTEN} {edited} En 1954 déjà, la CED échouait."),))
    assert [one.own for one in found] == [False, False, True]


def test_a_vouch_holds_round_the_items_too():
    told = "Londres rêve à 3,2 milliards d’euros."
    note = Note(text=f"garanti : {told}")
    found = lines(blocks=(Prose(text=told), note), teaser=(told,), preheader=f"Bonjour • {told}")
    assert claims(found) == []
    assert any(one.sentence.vouched for one in found)


def test_a_vouch_for_a_whole_preheader_holds_for_its_points():
    told = "Londres embauche • Nscale vise 3,2 milliards d’euros"
    assert claims(lines(preheader=told, blocks=(Note(text=f"vouched: {told}"),))) == []


def test_what_the_house_says_of_itself_is_not_asked_for_sources():
    assert lines(key="about", blocks=(Prose(text="Fondée en 1954 par Odile Tramontane."),)) == ()


def test_without_any_article_nothing_round_the_items_is_checked():
    empty = Evidence(day=date(2025, 9, 27))
    assert lines(evidence=empty, title="3,2 milliards d’euros") == ()
