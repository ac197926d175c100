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
        GOOD.replace("[1]", '["1"]'),
        GOOD.replace('"label"', '"more": 1, "label"'),
    ],
)
def test_an_answer_is_found(text: str):
    assert read(text, ItemAnswer).sentences[0].sources == [1]


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
