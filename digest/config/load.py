"""Reads the settings files and says everything that is wrong with them at once."""

import difflib
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from digest.config.mistakes import in_words
from digest.config.source import SourceSettings
from digest.config.tables import Config, DigestFile, SectionsFile, SourcesFile
from digest.errors import ConfigError

__all__ = ["load"]

# What a source type may have beside name, type, publisher and language; a plug-in of the user's
# own ("package.module:Class") may have anything.
SOURCE_OPTIONS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "feed": {"url": str, "full_text": bool},
    "page": {"url": str},
    "folder": {"path": str},
    "mailbox": {"host": str, "port": int, "user": str, "folder": str, "password_env": str},
}
SOURCE_REQUIRED = {
    "feed": ("url",),
    "page": ("url",),
    "folder": ("path",),
    "mailbox": ("host", "user"),
}

_File = TypeVar("_File", bound=BaseModel)


def load(folder: Path) -> Config:
    """Read and validate the `config/` folder at `folder`.

    Raises ConfigError with every mistake of the three files at once. `sections.toml` and
    `sources.toml` may be missing; `digest.toml` may not.
    """
    mistakes: list[str] = []
    digest_file = _read(folder / "digest.toml", DigestFile, mistakes, required=True)
    sections_file = _read(folder / "sections.toml", SectionsFile, mistakes)
    sources_file = _read(folder / "sources.toml", SourcesFile, mistakes)
    sections = sections_file.section if sections_file else ()
    sources = sources_file.source if sources_file else ()
    mistakes += _twice(folder / "sections.toml", "section", "key", [s.key for s in sections])
    mistakes += _twice(folder / "sources.toml", "source", "name", [s.name for s in sources])
    for number, source in enumerate(sources, 1):
        mistakes += _source_mistakes(folder / "sources.toml", number, source)
    if digest_file and digest_file.grouping.unsure not in {"", *(rule.key for rule in sections)}:
        wrong = digest_file.grouping.unsure
        mistakes.append(
            f"{folder.name}/digest.toml: `grouping.unsure` = {wrong!r} is the key of no section"
        )
    if mistakes or digest_file is None:
        count = "One mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        raise ConfigError(
            "\n  ".join([f"{count} in the configuration:", *mistakes]),
            "Every key is explained in docs/configuration.md.",
        )
    return Config(
        newsletter=digest_file.newsletter,
        writer=digest_file.writer,
        check=digest_file.check,
        grouping=digest_file.grouping,
        embeddings=digest_file.embeddings,
        bubble=digest_file.bubble,
        sending=digest_file.sending,
        database=digest_file.database,
        serve=digest_file.serve,
        bounces=digest_file.bounces,
        sections=sections,
        sources=sources,
    )


def _read(
    path: Path, shape: type[_File], mistakes: list[str], *, required: bool = False
) -> _File | None:
    where = f"{path.parent.name}/{path.name}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if required:
            mistakes.append(f"{where}: is missing; `digest init` makes one")
            return None
        table = {}
    except tomllib.TOMLDecodeError as error:
        mistakes.append(f"{where}: is not valid TOML: {error}")
        return None
    except UnicodeDecodeError:
        mistakes.append(f"{where}: is not UTF-8; save it again as UTF-8")
        return None
    try:
        return shape.model_validate(table)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        mistakes.extend(f"{where}: {in_words(problem, shape)}" for problem in problems)
        return None


def _twice(path: Path, table: str, key: str, values: list[str]) -> list[str]:
    seen: set[str] = set()
    found = []
    for number, value in enumerate(values, 1):
        if value in seen:
            where = f"{path.parent.name}/{path.name}"
            found.append(f"{where}: `{table}[{number}].{key}` = {value!r} stands twice; rename one")
        seen.add(value)
    return found


def _source_mistakes(path: Path, number: int, source: SourceSettings) -> list[str]:
    where = f"{path.parent.name}/{path.name}: `source[{number}]"
    if ":" in source.type:
        return []
    if source.type not in SOURCE_OPTIONS:
        types = ", ".join(SOURCE_OPTIONS)
        return [f"{where}.type` = {source.type!r}: choose {types} or package.module:Class"]
    known = SOURCE_OPTIONS[source.type]
    found = []
    for key, value in source.options.items():
        if key not in known:
            near = difflib.get_close_matches(key, [*known, *SourceSettings.model_fields], n=1)
            also = f"did you mean `{near[0]}`?" if near else "remove it"
            found.append(f"{where}.{key}` is not a key of a {source.type} source; {also}")
        elif not isinstance(value, known[key]) or (known[key] is int and isinstance(value, bool)):
            found.append(f"{where}.{key}` = {value!r}: write a {_kind(known[key])}")
    missing = (key for key in SOURCE_REQUIRED[source.type] if key not in source.options)
    return found + [
        f"{where}.{key}` is missing; a {source.type} source needs it" for key in missing
    ]


def _kind(kind: type | tuple[type, ...]) -> str:
    return {str: "text between quotation marks", int: "whole number", bool: "true or false"}.get(
        kind if isinstance(kind, type) else kind[0], "value"
    )
