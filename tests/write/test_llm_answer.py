import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.llm.answer import ItemAnswer, read, schema
from digest.write.llm.unwritten import UnwrittenError

GOOD = '{"title": "T", "label": "", "sentences": [{"text": "S.", "sources": [1]}]}'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Voici :\n{GOOD}\nBonne lecture !",
        f"<think>{{not this}} {{}}</think>{GOOD}",
        f'{{"other": 1}} {GOOD}',
        f"{{not this}} {GOOD.replace('T', 'draft')}</think>{GOOD}",
        f"<think>{'hm ' * 30_000}</think>{GOOD}",
        GOOD.replace("[1]", '["1"]'),
        GOOD.replace("[1]", '["[1]"]'),
        GOOD.replace("[1]", '"[1]"'),
        GOOD.replace("[1]", '"1"'),
        GOOD.replace("[1]", "1"),
        GOOD.replace("[1]", "[1,]"),
        GOOD.replace("}]}", "},\n]}"),
        GOOD.replace("S.", "S\n."),
        GOOD.replace('""', "null"),
        GOOD.replace('"label": "", ', ""),
        GOOD.replace('"label"', '"more": 1, "label"'),
    ],
)
def test_an_answer_is_found(text: str):
    answer = read(text, ItemAnswer)
    assert (answer.title, answer.label) == ("T", "")
    assert answer.sentences[0].sources == [1]


@pytest.mark.parametrize("sources", ['"1-4"', '["1-4"]', '["s1"]', "null", "[null]", "[[1]]", '""'])
def test_a_number_is_never_guessed_at(sources: str):
    answer = read(GOOD.replace("[1]", sources), ItemAnswer)
    assert answer.sentences[0].sources == [0]


def test_numbers_in_one_text_are_several():
    answer = read(GOOD.replace("[1]", '"[1, 4]"'), ItemAnswer)
    assert answer.sentences[0].sources == [1, 4]


@pytest.mark.parametrize("text", ["", "no", "{", GOOD[:-5], "[1]", "null", "{" * 50_000])
def test_what_is_no_answer_is_said(text: str):
    with pytest.raises(UnwrittenError):
        read(text, ItemAnswer)


@given(st.text())
def test_no_text_breaks_the_reading(text: str):
    with contextlib.suppress(UnwrittenError):
        read(text, ItemAnswer)


def test_the_schema_is_as_strict_as_strict_mode_asks():
    table = schema(ItemAnswer)
    for part in (table, *table["$defs"].values()):
        assert part["additionalProperties"] is False
        assert set(part["required"]) == set(part["properties"])
    json.dumps(table)
