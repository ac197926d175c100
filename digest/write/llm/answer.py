"""What the model is asked to answer, and the reading of what it did answer."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from digest.notice import Notice
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["LONGEST", "ItemAnswer", "SentenceAnswer", "Shape", "read", "schema", "spoken"]

LONGEST = 60_000  # characters; more is no answer to any question of ours


class Shape(BaseModel):
    """Keys beyond the asked ones are passed over; the schema forbids them (strict mode wants that)."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", json_schema_extra={"additionalProperties": False}
    )


def _ids(value: object) -> list[object]:
    """Numbers of sentences, also when they come as one or as text: 3, "3", "[1, 4]"."""
    if isinstance(value, str):
        return list(value.strip("[] ").split(","))
    return value if isinstance(value, list) else [value]


def _id(value: object) -> int:
    """The number of a source sentence; 0, which none has, for whatever else a model writes."""
    if isinstance(value, str):
        digits = value.strip("[] ")
        value = int(digits) if digits.isdecimal() and len(digits) < 6 else 0
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


class SentenceAnswer(Shape):
    text: str
    sources: Annotated[list[Annotated[int, BeforeValidator(_id)]], BeforeValidator(_ids)]


class ItemAnswer(Shape):
    title: str
    label: str
    sentences: list[SentenceAnswer]

    @model_validator(mode="before")
    @classmethod
    def _left_out(cls, value: object) -> object:
        """Models leave out what they have nothing for, or make it null; the schema asks for it."""
        if not isinstance(value, dict):
            return value
        return {"title": "", "label": ""} | {k: v for k, v in value.items() if v is not None}


_Shape = TypeVar("_Shape", bound=Shape)
_THOUGHT_OUT = re.compile(r"</think(?:ing)?>")
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_DECODER = json.JSONDecoder(strict=False)  # line breaks stand in strings as they are


def schema(shape: type[Shape]) -> dict[str, Any]:
    """The JSON schema of `shape`, as the strict mode of structured output takes it."""
    return shape.model_json_schema()


def spoken(text: str) -> str:
    """What of an answer stands behind the thoughts that a reasoning model tells before it."""
    return _THOUGHT_OUT.split(text)[-1][:LONGEST]


def read(text: str, shape: type[_Shape]) -> _Shape:
    """The answer in `text`: JSON alone, in a code fence, or with words around it.

    Raises UnwrittenError ("answer") when there is none. Servers without structured output add thoughts
    and courtesies; the first JSON object behind the thoughts that has the asked keys counts.
    """
    for value in _objects(_LAST_COMMA.sub(r"\1", spoken(text))):
        with suppress(ValidationError, RecursionError):
            return shape.model_validate(value)
    raise UnwrittenError("answer", Notice("the answer is not the JSON that was asked for"))


def _objects(text: str) -> Iterator[Any]:
    start = text.find("{")
    for _ in range(20):  # each try may read to the end: a bounded number keeps it linear
        if start < 0:
            return
        with suppress(ValueError, RecursionError):
            yield _DECODER.raw_decode(text, start)[0]
        start = text.find("{", start + 1)
