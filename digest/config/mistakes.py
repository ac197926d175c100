"""A mistake in the settings, in the words of an editor: the key, and what to do."""

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

__all__ = ["in_words"]

# By the type of pydantic's problem: what to write instead. Its own messages are for programmers.
REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it or correct its spelling",
    "string_type": "write text between quotation marks",
    "int_type": "write a whole number, without quotation marks",
    "int_parsing": "write a whole number, without quotation marks",
    "int_from_float": "write a whole number",
    "float_type": "write a number, without quotation marks",
    "float_parsing": "write a number, without quotation marks",
    "bool_type": "write true or false, without quotation marks",
    "bool_parsing": "write true or false, without quotation marks",
    "tuple_type": 'write a list: ["…", "…"]',
    "list_type": 'write a list: ["…", "…"]',
    "model_type": "write a table: its keys stand under its name in brackets",
    "dict_type": "write a table: its keys stand under its name in brackets",
    "time_parsing": "write an hour like 07:00:00, without quotation marks",
    "time_type": "write an hour like 07:00:00, without quotation marks",
}
# By the key: what its form is.
FORMS = {
    "url": "write an address like https://example.org (a database: postgresql+psycopg://…)",
    "unsubscribe_url": "write an address like https://example.org/leave",
    "base_url": "write an address like https://example.org/v1",
    "email": "write one address like letter@example.org",
    "reply_to": "write one address like letter@example.org",
    "accent": "write a colour as six hexadecimal digits, like #b23a24",
    "accent_dark": "write a colour as six hexadecimal digits, like #f0917d",
    "key": "write a short word in small letters without accents, like europe",
    "countries": "write two-letter codes, like FR or US",
}


def in_words(problem: Any, shape: type[BaseModel]) -> str:
    """One of pydantic's problems with a table of `shape`: the key as written, and what to do."""
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
    value = problem["input"]
    shown = f" = {value!r}" if isinstance(value, str | int | float | bool) else ""
    if "password" in problem["msg"]:
        shown = ""  # errors end in logs
    return f"`{key}`{shown}: {_remedy(problem, place[-1].partition('[')[0])}"


def _remedy(problem: Any, key: str) -> str:
    if problem["type"] == "string_pattern_mismatch":
        return FORMS.get(key, "write it on one line")
    if problem["type"] == "literal_error":
        return f"choose {problem['ctx']['expected']}"
    if problem["type"] in REMEDIES:
        return REMEDIES[problem["type"]]
    message: str = problem["msg"].removeprefix("Value error, ")
    return message.replace("Input should be", "must be")


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
