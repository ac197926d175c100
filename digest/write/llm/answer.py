"""What the model is asked to answer, and the reading of what it did answer."""

import json
import re
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from digest.notice import Notice
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["LONGEST", "ItemAnswer", "SentenceAnswer", "Shape", "read", "schema"]

LONGEST = 60_000  # characters; more is no answer to any question of ours


class Shape(BaseModel):
    """Keys beyond the asked ones are passed over; the schema forbids them (strict mode wants that)."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", json_schema_extra={"additionalProperties": False}
    )


def _id(value: object) -> int:
    """The number of a source sentence; 0, which none has, for whatever else a model writes."""
    if isinstance(value, str) and value.isdecimal() and len(value) < 6:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


class SentenceAnswer(Shape):
    text: str
    sources: list[Annotated[int, BeforeValidator(_id)]]


class ItemAnswer(Shape):
    title: str
    label: str
    sentences: list[SentenceAnswer]


_Shape = TypeVar("_Shape", bound=Shape)
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


def schema(shape: type[Shape]) -> dict[str, Any]:
    """The JSON schema of `shape`, as the strict mode of structured output takes it."""
    return shape.model_json_schema()


def read(text: str, shape: type[_Shape]) -> _Shape:
    """The answer in `text`: JSON alone, in a code fence, or with words around it.

    Raises UnwrittenError ("answer") when there is none. Servers without structured output add thoughts
    and courtesies; the first JSON object that has the asked keys counts.
    """
    text = text[:LONGEST]
    if "<think" in text and "</think" in text:
        text = _THOUGHT.sub("", text)
    decoder = json.JSONDecoder()
    start = text.find("{")
    for _ in range(20):  # each try may read to the end: a bounded number keeps it linear
        if start < 0:
            break
        try:
            value, _end = decoder.raw_decode(text, start)
            return shape.model_validate(value)
        except (ValueError, ValidationError, RecursionError):
            start = text.find("{", start + 1)
    raise UnwrittenError("answer", Notice("the answer is not the JSON that was asked for"))
