from datetime import date

import pytest

from digest.facts import Verdict
from digest.model import Passage, Sentence
from digest.write.llm.answer import ItemAnswer, SentenceAnswer
from digest.write.llm.gate import check_of, judge

SOURCE = "Booking.com supprime 900 emplois à Amsterdam, dit sa direction."


def numbered(*texts: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(text=text, passages=(Passage(article="a", start=0, end=len(text), text=text),))
        for text in texts
    )


def judged(text: str, *, title: str = "Booking.com supprime des emplois"):
    answer = ItemAnswer(title=title, label="", sentences=[SentenceAnswer(text=text, sources=[1])])
    day = date(2025, 9, 27)
    return judge(answer, numbered(SOURCE), check_of((), language="fr", day=day), code="fr")


def test_a_sentence_that_its_source_bears_out_stands():
    assert judged("Booking.com supprime 900 emplois à Amsterdam.").complaints == ()


@pytest.mark.parametrize(
    "added",
    [
        "https://miracle.example/a",
        "www.miracle.example",
        "miracle.example",
        "(miracle.example/x)",
        "moi@miracle.example",
        "javascript://miracle",
        "javascript:alert(1)",
        "tel:+33600000000",
        "192.168.0.1",
        "miracle。example",
        "ooking.com",
        "@miracle",
        "booking.com.miracle.example",
        "l’Ooking.com",
    ],
)
def test_an_address_falls(added: str):
    found = judged(f"Booking.com supprime 900 emplois à Amsterdam, voir {added}.")
    assert any("address" in why for why in found.sentences[0].complaints)


@pytest.mark.parametrize(
    "text",
    ["chez Booking.com", "l’emploi d’Booking.com", "à 14:30", "un:deux", "Booking.com–Amsterdam"],
)
def test_a_name_that_its_source_has_is_no_address(text: str):
    found = judged(f"Booking.com supprime 900 emplois à Amsterdam, {text}.")
    assert "address" not in str(found.complaints)


def test_a_handle_stands_where_a_source_has_it():
    told = "Le compte @3FMusic de Booking.com annonce 900 emplois à Amsterdam."
    answer = ItemAnswer(title="t", label="", sentences=[SentenceAnswer(text=told, sources=[1])])
    check_ = check_of((), language="fr", day=date(2025, 9, 27))
    assert judge(answer, numbered(told), check_, code="fr").sound == 1


QUOTED = "Amsterdam perd 900 emplois. La direction de Booking.com les supprime"


@pytest.mark.parametrize(
    "text",
    [
        f"« {QUOTED} », dit sa direction.",
        f"Sa direction dit : « {QUOTED}. »",
        f'Sa direction dit : "{QUOTED}."',
        "Booking.com supprime 900 emplois à Amsterdam, « dit sa direction.",
    ],
)
def test_an_invented_quotation_falls_however_many_sentences_it_has(text: str):
    found = judged(text)
    assert len(found.sentences) == 1
    assert found.sentences[0].complaints


def test_a_quotation_of_two_rows_falls_with_both():
    rows = [SentenceAnswer(text=text, sources=[1]) for text in (
        "« Booking.com supprime 900 emplois à Amsterdam.", "Sa direction supprime des emplois »")]  # fmt: skip
    answer = ItemAnswer(title="t", label="", sentences=rows)
    check_ = check_of((), language="fr", day=date(2025, 9, 27))
    assert judge(answer, numbered(SOURCE), check_, code="fr").sound == 0


def test_the_complaint_quotes_what_the_source_has():
    found = judged("Booking.com supprime 950 emplois à Amsterdam.")
    assert any("950" in why and SOURCE in why for why in found.complaints)


def test_a_sentence_in_another_language_falls():
    found = judged(
        "Booking.com cuts 900 jobs in Amsterdam, its management says, before the summer."
    )
    assert any("language" in why for why in found.sentences[0].complaints)


@pytest.mark.parametrize(
    "text",
    ["Booking.com cuts 900 jobs in the city.", "The management of Booking.com is cutting jobs."],
)
def test_a_short_sentence_in_another_language_falls_by_itself(text: str):
    assert any("language" in why for why in judged(text).sentences[0].complaints)


def test_a_long_title_in_another_language_falls():
    title = "Booking.com cuts 900 jobs in Amsterdam, says its own management"
    assert any("language" in why for why in judged(SOURCE, title=title).title_complaints)


@pytest.mark.parametrize(
    "text", ["Booking.com, Amsterdam", "Too big to fail", "To be or not to be"]
)
def test_names_and_a_play_on_words_are_of_no_language(text: str):
    assert "language" not in str(judged(SOURCE, title=text).title_complaints)


def test_a_figure_of_a_sentence_that_is_not_cited_falls():
    other = "Booking.com emploie 5 300 personnes à Amsterdam, dit sa direction."
    row = SentenceAnswer(text="Booking.com supprime 5 300 emplois à Amsterdam.", sources=[1])
    answer = ItemAnswer(title="t", label="", sentences=[row])
    check_ = check_of((), language="fr", day=date(2025, 9, 27))
    found = judge(answer, numbered(SOURCE, other), check_, code="fr")
    assert any("5 300" in why for why in found.sentences[0].complaints)


@pytest.mark.parametrize(
    ("more", "stands"), [("La mairie plaint Odile Tramontane.", True), ("", False)]
)
def test_a_name_may_stand_in_any_sentence_of_the_story(more: str, *, stands: bool):
    text = "Odile Tramontane : Booking.com supprime 900 emplois à Amsterdam."
    answer = ItemAnswer(title="t", label="", sentences=[SentenceAnswer(text=text, sources=[1])])
    check_ = check_of((), language="fr", day=date(2025, 9, 27))
    found = judge(answer, numbered(*filter(None, (SOURCE, more))), check_, code="fr")
    assert (not found.sentences[0].complaints) is stands


@pytest.mark.parametrize(("kind", "stands"), [("name", True), ("quotation", False)])
def test_a_name_may_be_translated_and_a_quotation_may_not(kind: str, *, stands: bool):
    verdict = Verdict(kind=kind, text="Bourses", start=0, end=7, status="translated")
    row = SentenceAnswer(text=SOURCE, sources=[1])
    answer = ItemAnswer(title="t", label="", sentences=[row])
    found = judge(answer, numbered(SOURCE), lambda *_: [verdict], code="fr")
    assert (not found.sentences[0].complaints) is stands


def test_a_sentence_said_twice_is_told_once():
    row = SentenceAnswer(text=SOURCE, sources=[1])
    answer = ItemAnswer(title="t", label="", sentences=[row, row])
    day = date(2025, 9, 27)
    found = judge(answer, numbered(SOURCE), check_of((), language="fr", day=day), code="fr")
    assert len(found.sentences) == 1
