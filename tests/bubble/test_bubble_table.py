"""The deals found, as they enter the draft."""

from datetime import date

from digest.bubble import CHART, evidence, find, ledger, tabled
from digest.config import BubbleSettings
from digest.model import Article, Deal, Issue, Link, Note, Picture, Section, Story, Subhead

SETTINGS = BubbleSettings()


def story(text: str, id_: str, language: str = "fr") -> Story:
    article = Article(
        id=f"a{id_}", url=f"https://fil.example/{id_}", title="", text=text, source="Le Fil",
        publisher="fil.example", language=language,
    )  # fmt: skip
    return Story(id=id_, articles=(article,))


STORIES = [
    story("Mistral lève jusqu’à 1,7 milliard d’euros auprès d’ASML.", "s1a2b3c"),
    story("Nvidia est en pourparlers pour investir 500 M$ dans Wayve.", "s2b3c4d"),
]
EMPTY = Issue(date=date(2025, 9, 27), sections=(Section(key="france"), Section(key="bubble")))


def found(settings: BubbleSettings = SETTINGS):
    return find(STORIES, day=EMPTY.date, settings=settings)


def test_the_table_stands_at_the_end_of_its_section():
    france, bubble = tabled(EMPTY, found(), SETTINGS).sections
    assert france.blocks == ()
    heading, mistral, wayve, note, chart = bubble.blocks
    assert heading == Subhead(text="L’argent annoncé")
    assert mistral == Deal(
        id="s1a2b3c-funding-mistral-asml",
        who="Mistral",
        whom="ASML",
        kind="levée de fonds",
        amount="jusqu’à 1,7 Md€",
        links=(Link(text="Le Fil", url="https://fil.example/s1a2b3c"),),
    )
    assert isinstance(wayve, Deal)
    assert not wayve.sure
    assert isinstance(note, Note)
    assert "Nvidia : annoncé ou négocié, pas encore fait." in note.text
    assert chart == Picture(src=CHART, alt="")


def test_a_country_is_called_as_the_newsletter_calls_it():
    told = [story("Italy invests €500 million in Boreal.", "s3c4d5e", "en")]
    deals = find(told, day=EMPTY.date, settings=SETTINGS)
    past = tabled(EMPTY, deals, SETTINGS)
    (row,) = (block for block in past.sections[1].blocks if isinstance(block, Deal))
    assert (row.who, row.whom, row.id) == ("Italie", "Boreal", "s3c4d5e-investment-italy-boreal")
    again = find(told, day=EMPTY.date, settings=SETTINGS, counted=ledger(past, SETTINGS))
    assert [deal.doubt for deal in again] == ["counted"]


def test_without_its_section_there_is_no_table():
    assert tabled(EMPTY, found(), BubbleSettings(section="media")) == EMPTY


def test_a_kind_that_does_not_count_has_no_row():
    settings = BubbleSettings(kinds=("debt",))
    assert tabled(EMPTY, found(settings), settings) == EMPTY


def test_a_deal_of_a_past_issue_is_asked_about():
    past = tabled(EMPTY, found(), SETTINGS)
    again = find(STORIES, day=EMPTY.date, settings=SETTINGS, counted=ledger(past, SETTINGS))
    assert [deal.doubt for deal in again if deal.who == "Mistral"] == ["counted"]


def test_the_evidence_names_the_passages_of_each_row():
    first = evidence(found())[0]
    assert first["deal"] == "s1a2b3c-funding-mistral-asml"
    assert first["passages"] == [
        {
            "article": "as1a2b3c",
            "field": "text",
            "start": 0,
            "end": 56,
            "passage": STORIES[0].lead.text,
        }
    ]
