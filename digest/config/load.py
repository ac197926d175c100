"""Reads the settings files and says everything that is wrong with them at once."""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from digest.config.mistakes import in_words
from digest.config.source import SOURCES, SourceSettings
from digest.config.tables import Config, DigestFile, SectionsFile, SourcesFile
from digest.errors import ConfigError
from digest.notice import Notice

__all__ = ["load"]

_File = TypeVar("_File", bound=BaseModel)


def load(folder: Path) -> Config:
    """Read and validate the `config/` folder at `folder`.

    Raises ConfigError with every mistake of the three files at once. `sections.toml` and
    `sources.toml` may be missing; `digest.toml` may not.
    """
    mistakes: list[Notice] = []
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
            Notice(
                "{folder}/digest.toml: `grouping.unsure` = {wrong!r} is the key of no section",
                folder=folder.name,
                wrong=wrong,
            )
        )
    if mistakes or digest_file is None:
        count = (
            Notice("One mistake in the configuration:")
            if len(mistakes) == 1
            else Notice("{count} mistakes in the configuration:", count=len(mistakes))
        )
        raise ConfigError(
            Notice.joined([count, *mistakes], "\n  "),
            Notice("Every key is explained in docs/configuration.md."),
        )
    return Config(**dict(digest_file), sections=sections, sources=sources)


def _read(
    path: Path, shape: type[_File], mistakes: list[Notice], *, required: bool = False
) -> _File | None:
    where = f"{path.parent.name}/{path.name}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if required:
            mistakes.append(Notice("{where}: is missing; `digest init` makes one", where=where))
            return None
        table = {}
    except tomllib.TOMLDecodeError as error:
        mistakes.append(Notice("{where}: is not valid TOML: {error}", where=where, error=error))
        return None
    except UnicodeDecodeError:
        mistakes.append(Notice("{where}: is not UTF-8; save it again as UTF-8", where=where))
        return None
    try:
        return shape.model_validate(table)
    except ValidationError as error:
        mistakes += _mistakes(where, error, shape)
        return None


def _mistakes(
    where: str, error: ValidationError, shape: type[BaseModel], above: str = ""
) -> list[Notice]:
    problems = error.errors(include_url=False)
    told = (in_words(problem, shape, above) for problem in problems)
    return [Notice("{where}: {mistake}", where=where, mistake=mistake) for mistake in told]


def _twice(path: Path, table: str, key: str, values: list[str]) -> list[Notice]:
    seen: set[str] = set()
    found = []
    for number, value in enumerate(values, 1):
        if value in seen:
            where = f"{path.parent.name}/{path.name}"
            name = f"{table}[{number}].{key}"
            found.append(
                Notice(
                    "{where}: `{name}` = {value!r} stands twice; rename one",
                    where=where,
                    name=name,
                    value=value,
                )
            )
        seen.add(value)
    return found


def _source_mistakes(path: Path, number: int, source: SourceSettings) -> list[Notice]:
    where, at = f"{path.parent.name}/{path.name}", f"source[{number}]"
    if ":" in source.type:
        return []
    if source.type not in SOURCES:
        return [
            Notice(
                "{where}.type` = {kind!r}: choose {types} or package.module:Class",
                where=f"{where}: `{at}",
                kind=source.type,
                types=", ".join(SOURCES),
            )
        ]
    shape = SOURCES[source.type]
    said = source.model_dump()
    try:
        shape.model_validate(said | said.pop("options"), strict=True)
    except ValidationError as error:
        # Who forgot the type sees that it is taken for a feed.
        return _mistakes(f'{where} (type = "{source.type}")', error, shape, f"{at}.")
    return []
