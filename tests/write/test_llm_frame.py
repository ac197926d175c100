"""What stands round the items: only lines that stand enter the issue."""

from datetime import date

import pytest

from digest.model import EDITORIAL, Issue, Item, Note, Passage, Prose, Section, Sentence, Written
from digest.write.llm import frame
from digest.write.llm.answer import SentenceAnswer
from digest.write.llm.gate import check_of

DAY = date(2025, 9, 27)
TOLD = "Boréal lève 120 millions d’euros pour bâtir trois centres de données en Norvège."


def written(name: str) -> Written:
    place = Passage(article="a", start=0, end=len(TOLD), text=TOLD)
    item = Item(id=name, title="Boréal lève 120 millions", text=TOLD)
    return Written(item=item, sentences=(Sentence(text=TOLD, passages=(place,)),))


WRITTEN = {name: written(name) for name in ("s1", "s2")}
ISSUE = Issue(
    date=DAY,
    teaser=("Un", "Deux", "Trois"),
    preheader="Comme composé",
    subject="Sujet",
    sections=(
        Section(key=EDITORIAL, blocks=(Note(text="Les faits"),)),
        Section(key="bubble", blocks=tuple(one.item for one in WRITTEN.values())),
        Section(key="europe", blocks=(Item(id="s9"),)),
    ),
)


def row(text: str) -> SentenceAnswer:
    return SentenceAnswer(text=text, sources=[1])


def lines(key: str, answer) -> dict[str, frame.Lines]:
    task, entries = frame.tasks(ISSUE, WRITTEN)[key]
    prompt = frame.ask_about(entries, task, language="fr", day=DAY, style="")
    check_ = check_of((), language="fr", day=DAY)
    return {key: frame.judged(answer, task, prompt.numbered, check_, code="fr")}


def head(**changed):
    parts = {
        "teaser": [row(f"Boréal lève 120 millions d’euros{end}.") for end in ("", " en Norvège", " vite")],
        "subjects": [row("Boréal lève 120 millions")],
        "preheader": [row("Boréal lève 120 millions d’euros pour bâtir en Norvège.")],
    }  # fmt: skip
    return frame.HeadAnswer(**parts | changed)


def test_each_section_with_items_to_link_is_asked_about():
    assert list(frame.tasks(ISSUE, WRITTEN)) == ["head", EDITORIAL, "bubble"]
    assert frame.tasks(ISSUE, {}) == {}


def test_a_standfirst_that_stands_enters_its_section():
    answer = frame.StandfirstAnswer(sentences=[row("Boréal bâtit trois centres en Norvège.")])
    found = frame.fitted(ISSUE, lines("bubble", answer))
    assert found.sections[1].standfirst == "Boréal bâtit trois centres en Norvège."


@pytest.mark.parametrize(
    "text",
    ["Boréal lève 950 millions d’euros.", "Zorgon rachète Boréal.", "Voir https://x.example/a."],
)
def test_a_standfirst_that_does_not_stand_stays_out(text: str):
    answer = frame.StandfirstAnswer(sentences=[row(text)])
    assert frame.fitted(ISSUE, lines("bubble", answer)) == ISSUE


def test_the_head_takes_the_teaser_and_the_preheader_and_proposes_subjects():
    found = frame.fitted(ISSUE, lines("head", head()))
    assert found.teaser[0] == "Boréal lève 120 millions d’euros"
    assert found.preheader.startswith("Boréal lève")
    assert found.subject == "Sujet"
    assert "- Boréal lève 120 millions" in found.preamble[0].text


def test_too_few_points_leave_the_teaser_as_composed():
    points = [row("Boréal lève 120 millions d’euros"), row("Boréal lève 950 millions d’euros")]
    assert frame.fitted(ISSUE, lines("head", head(teaser=points))).teaser == ISSUE.teaser


def test_a_subject_that_is_too_long_is_no_proposal():
    found = frame.fitted(ISSUE, lines("head", head(subjects=[row(TOLD)])))
    assert found.preamble == ()


def editorial(*texts: str):
    paragraph = frame.ParagraphAnswer(sentences=[row(text) for text in texts])
    return frame.EditorialAnswer(paragraphs=[paragraph])


def test_a_first_editorial_stands_before_the_facts_and_says_what_it_is():
    texts = [f"Boréal bâtit trois centres{end}." for end in ("", " en Norvège", " vite", " tôt")]
    blocks = frame.fitted(ISSUE, lines(EDITORIAL, editorial(*texts))).sections[0].blocks
    assert [type(block) for block in blocks] == [Note, Prose, Note]
    assert blocks[1].text == " ".join(texts)


def test_of_an_editorial_that_hardly_stands_nothing_enters():
    texts = [f"Boréal lève {n} millions d’euros." for n in (120, 121, 122, 123, 124)]
    assert frame.fitted(ISSUE, lines(EDITORIAL, editorial(*texts))) == ISSUE


def test_the_lines_that_stand_keep_their_passages():
    answers = lines("head", head(subjects=[row("Boréal lève 120 millions"), row("Zorgon lève 1")]))
    found = frame.lines(answers)
    assert {one.part for one in found} == {"teaser", "subject", "preheader"}
    assert [one.sentence.text for one in found if one.part == "subject"] == [
        "Boréal lève 120 millions"
    ]
    assert all(one.sentence.passages[0].text == TOLD for one in found)
