"""A mistake in the settings, in the words of an editor: the key, and what to do."""

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

__all__ = ["in_words"]

REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it or correct its spelling",
    "string_type": "write it between quotation marks",
    "int_type": "write a whole number without quotation marks",
    "int_parsing": "write a whole number",
    "bool_type": "write true or false",
    "tuple_type": 'write a list: ["…", "…"]',
    "list_type": 'write a list: ["…", "…"]',
    "string_pattern_mismatch": "correct its form",
}


def in_words(problem: Any, shape: type[BaseModel]) -> str:
    place: list[str] = []
    for step in problem["loc"]:
        if isinstance(step, int):
            place[-1] += f"[{step + 1}]"
            continue
        place.append(str(step))
    key = ".".join(place)
    if problem["type"] == "extra_forbidden":
        near = difflib.get_close_matches(place[-1], _keys_at(shape, problem["loc"][:-1]), n=1)
        also = f"; did you mean `{near[0]}`?" if near else f"; {REMEDIES['extra_forbidden']}"
        return f"`{key}` is not a key{also}"
    if problem["type"] == "missing":
        return f"`{key}` is missing; {REMEDIES['missing']}"
    message = problem["msg"].removeprefix("Value error, ")
    remedy = REMEDIES.get(problem["type"])
    said = "" if problem["type"] == "string_pattern_mismatch" else f" {message};"
    value = problem["input"]
    shown = f" = {value!r}" if isinstance(value, str | int | float | bool) else ""
    return f"`{key}`{shown}:{said} {remedy}" if remedy else f"`{key}`{shown}: {message}"


def _keys_at(model: type[BaseModel], steps: Iterable[Any]) -> list[str]:
    here: Any = model
    for step in steps:
        if isinstance(step, int):
            continue
        annotation = here.model_fields[step].annotation
        inner = getattr(annotation, "__args__", (annotation,))[0]
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        here = inner
    return list(here.model_fields)
