from datetime import date

import pytest

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
    ],
)
def test_an_address_falls(added: str):
    found = judged(f"Booking.com supprime 900 emplois à Amsterdam, voir {added}.")
    assert any("address" in why for why in found.sentences[0].complaints)


def test_the_complaint_quotes_what_the_source_has():
    found = judged("Booking.com supprime 950 emplois à Amsterdam.")
    assert any("950" in why and SOURCE in why for why in found.complaints)


def test_a_sentence_in_another_language_falls():
    found = judged(
        "Booking.com cuts 900 jobs in Amsterdam, its management says, before the summer."
    )
    assert any("language" in why for why in found.sentences[0].complaints)


def test_a_sentence_said_twice_is_told_once():
    row = SentenceAnswer(text=SOURCE, sources=[1])
    answer = ItemAnswer(title="t", label="", sentences=[row, row])
    day = date(2025, 9, 27)
    found = judge(answer, numbered(SOURCE), check_of((), language="fr", day=day), code="fr")
    assert len(found.sentences) == 1
