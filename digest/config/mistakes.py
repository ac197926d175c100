"""A mistake in the settings, in the words of an editor: the key, and what to do."""

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from digest.notice import Notice

__all__ = ["in_words"]

# By the type of pydantic's problem: what to write instead. Its own messages are for programmers.
REMEDIES = {
    "missing": Notice("add it"),
    "extra_forbidden": Notice("remove it or correct its spelling"),
    "string_type": Notice("write text between quotation marks"),
    "int_type": Notice("write a whole number, without quotation marks"),
    "int_parsing": Notice("write a whole number, without quotation marks"),
    "int_from_float": Notice("write a whole number"),
    "float_type": Notice("write a number, without quotation marks"),
    "float_parsing": Notice("write a number, without quotation marks"),
    "bool_type": Notice("write true or false, without quotation marks"),
    "bool_parsing": Notice("write true or false, without quotation marks"),
    "tuple_type": Notice('write a list: ["…", "…"]'),
    "list_type": Notice('write a list: ["…", "…"]'),
    "model_type": Notice("write a table: its keys stand under its name in brackets"),
    "dict_type": Notice("write a table: its keys stand under its name in brackets"),
    "time_parsing": Notice("write an hour like 07:00:00, without quotation marks"),
    "time_type": Notice("write an hour like 07:00:00, without quotation marks"),
}
# By the key: what its form is.
FORMS = {
    "url": Notice("write an address like https://example.org (a database: postgresql+psycopg://…)"),
    "unsubscribe_url": Notice("write an address like https://example.org/leave"),
    "base_url": Notice("write an address like https://example.org/v1"),
    "email": Notice("write one address like letter@example.org"),
    "reply_to": Notice("write one address like letter@example.org"),
    "accent": Notice("write a colour as six hexadecimal digits, like #b23a24"),
    "accent_dark": Notice("write a colour as six hexadecimal digits, like #f0917d"),
    "key": Notice("write a short word in small letters without accents, like europe"),
    "countries": Notice("write two-letter codes, like FR or US"),
}


def in_words(problem: Any, shape: type[BaseModel], above: str = "") -> Notice:
    """One of pydantic's problems with a table of `shape`: the key as written, and what to do.

    `above` is what stands before the key where the table is one of another ("source[1].").
    """
    place: list[str] = []
    for step in problem["loc"]:
        if isinstance(step, int):
            place[-1] += f"[{step + 1}]"
            continue
        place.append(str(step))
    key = above + ".".join(place)
    if problem["type"] == "extra_forbidden":
        near = difflib.get_close_matches(place[-1], _keys_at(shape, problem["loc"][:-1]), n=1)
        if near:
            return Notice("`{key}` is not a key; did you mean `{near}`?", key=key, near=near[0])
        return Notice("`{key}` is not a key; {remedy}", key=key, remedy=REMEDIES[problem["type"]])
    if problem["type"] == "missing":
        return Notice("`{key}` is missing; {remedy}", key=key, remedy=REMEDIES["missing"])
    value = problem["input"]
    shown = f" = {value!r}" if isinstance(value, str | int | float | bool) else ""
    if "password" in problem["msg"]:
        shown = ""  # errors end in logs
    remedy = _remedy(problem, place[-1].partition("[")[0])
    return Notice("`{key}`{shown}: {remedy}", key=key, shown=shown, remedy=remedy)


def _remedy(problem: Any, key: str) -> str:
    if problem["type"] == "string_pattern_mismatch":
        return FORMS.get(key, Notice("write it on one line"))
    if problem["type"] == "literal_error":
        return Notice("choose {known}", known=problem["ctx"]["expected"])
    if problem["type"] in REMEDIES:
        return REMEDIES[problem["type"]]
    if isinstance(error := problem.get("ctx", {}).get("error"), ValueError):
        own: str = error.args[0]  # what a validator of ours says, as it says it
        return own
    message: str = problem["msg"]
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
