"""An item of a judged answer: its evidence is what the check will look for in the draft."""

from datetime import date

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from digest.draft.plain import plain
from digest.draft.vouch import key
from digest.model import EDITORIAL, Article, Passage, Sentence, Story, Written
from digest.text import sentences
from digest.write.llm import frame
from digest.write.llm.answer import ItemAnswer, SentenceAnswer
from digest.write.llm.gate import check_of, judge
from digest.write.llm.item import as_read, of_judgement
from digest.write.llm.unwritten import UnwrittenError

DAY = date(2025, 9, 27)
SOURCE = (
    "La société Boréal lève 120 millions d’euros pour bâtir trois centres de données en Norvège."
)
INVENTED = "Le directeur ment depuis longtemps à ses salariés."
PLACE = Passage(article="a", start=0, end=len(SOURCE), text=SOURCE)
NUMBERED = (Sentence(text=SOURCE, passages=(PLACE,)),)
STORY = Story(
    id="s1",
    articles=(
        Article(
            id="a",
            title="Boréal lève 120 millions",
            text=SOURCE,
            url="https://a.example/",
            source="A",
            publisher="a.example",
        ),
    ),
)
PIECES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [SOURCE, INVENTED, "M.", "etc.", "- Narvik", "1. Narvik", "**Le**", "le lac", "« Oui"]
        ),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


def item_of(texts: list[str], check=None) -> Written:
    rows = [SentenceAnswer(text=text, sources=[1]) for text in texts]
    answer = ItemAnswer(title="Froid devant", label="", sentences=rows)
    check = check or check_of(STORY.articles, language="fr", day=DAY)
    return of_judgement(STORY, judge(answer, NUMBERED, check, code="fr"), code="fr", labels=())


def found_again(text: str, written: tuple[Sentence, ...]) -> bool:
    known = {key(one.text) for one in written}
    return all(key(one.text) in known for one in sentences(plain(text)) if key(one.text))


@pytest.mark.parametrize("row", [f"{SOURCE} {INVENTED}", f"{INVENTED} {SOURCE}"])
def test_an_invention_falls_that_rides_in_one_row_with_what_is_true(row: str):
    written = item_of([row])
    assert written.item.text == SOURCE
    assert written.item.marks == ("replaced:1",)
    assert [one.text for one in written.sentences] == [SOURCE]


def test_each_told_sentence_is_evidence_of_its_own_and_ends():
    true = "Boréal bâtit trois centres en Norvège"
    written = item_of([f"{SOURCE} {true}", "Boréal lève 120 millions d’euros"])
    assert written.item.text == f"{SOURCE} {true}. Boréal lève 120 millions d’euros."
    assert len(written.sentences) == 3


FUND = "Le fonds Arctis apporte la moitié de la somme et prend un siège au conseil."
HALL = "La mairie de Narvik prépare une enquête publique le 14 octobre prochain."


def judged_rows(*rows: tuple[str, list[int]], more: str = SOURCE) -> Written:
    numbered = tuple(
        Sentence(text=text, passages=(Passage(article="a", start=0, end=len(text), text=text),))
        for text in (SOURCE, FUND, HALL, more)
    )
    answer = ItemAnswer(
        title="Froid devant",
        label="",
        sentences=[SentenceAnswer(text=text, sources=sources) for text, sources in rows],
    )
    check = check_of(STORY.articles, language="fr", day=DAY)
    return of_judgement(STORY, judge(answer, numbered, check, code="fr"), code="fr", labels=())


def test_what_falls_gives_way_to_the_nearest_sentence_it_cites():
    fallen = "La mairie de Narvik prépare une enquête publique le 24 octobre."
    written = judged_rows((SOURCE, [1]), (fallen, [2, 3]))
    assert written.item.text == f"{SOURCE} {HALL}"


def test_what_falls_does_not_give_way_to_what_the_item_tells_already():
    fallen = "Le fonds Zorgon apporte 950 millions de la somme."
    retold = "Le fonds Arctis apporte la moitié de la somme, avec un siège au conseil."
    assert judged_rows((fallen, [2]), (retold, [2])).item.text == retold
    near = "Le fonds Zorgon apporte la moitié de la somme."
    assert judged_rows((near, [2]), (SOURCE, [1, 2])).item.text == f"{FUND} {SOURCE}"


def test_what_falls_does_not_give_way_to_other_news_of_the_same_people():
    fallen = "Le 15 octobre, la mairie Zorgon de Narvik annule l’enquête publique du 14 octobre."
    retreat = "Le 15 octobre, la mairie annule tout."
    written = judged_rows((SOURCE, [1]), (fallen, [3, 4]), more=retreat)
    assert written.item.text == SOURCE
    assert written.item.marks == ("replaced:1",)


def test_sentences_that_run_together_rest_on_the_passages_of_both():
    other = Passage(article="b", start=0, end=4, text="Rien")
    one = Sentence(text="Le fonds est à M.", passages=(PLACE,))
    two = Sentence(text="Dupont le dirige.", passages=(other,))
    assert as_read((one, two)) == (
        Sentence(text="Le fonds est à M. Dupont le dirige.", passages=(PLACE, other)),
    )


@given(st.lists(PIECES, min_size=1, max_size=4))
def test_the_check_knows_every_sentence_of_an_item_again(texts: list[str]):
    try:
        written = item_of([*texts, SOURCE], check=lambda *_: ())
    except UnwrittenError:  # most of them are no sentences
        reject()
    assert found_again(written.item.text, written.sentences)
    assert all(one.passages for one in written.sentences)


@given(st.lists(PIECES, min_size=1, max_size=4))
def test_the_check_knows_every_sentence_of_an_editorial_again(texts: list[str]):
    rows = [SentenceAnswer(text=text, sources=[1]) for text in texts]
    answer = frame.EditorialAnswer(paragraphs=[frame.ParagraphAnswer(sentences=rows)])
    task = frame.EDITORIAL_TASK
    found = frame.judged(answer, task, NUMBERED, lambda *_: (), code="fr")
    told = [one.sentence for one in frame.lines({EDITORIAL: found})]
    assert found_again(" ".join(found.standing("1")), tuple(told))
