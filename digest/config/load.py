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
from digest.notice import Notice

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
        problems = error.errors(include_url=False)
        mistakes.extend(
            Notice("{where}: {mistake}", where=where, mistake=in_words(problem, shape))
            for problem in problems
        )
        return None


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
    where = f"{path.parent.name}/{path.name}: `source[{number}]"
    kind = source.type
    if ":" in kind:
        return []
    if kind not in SOURCE_OPTIONS:
        types = ", ".join(SOURCE_OPTIONS)
        return [
            Notice(
                "{where}.type` = {kind!r}: choose {types} or package.module:Class",
                where=where,
                kind=kind,
                types=types,
            )
        ]
    known = SOURCE_OPTIONS[kind]
    found = []
    for key, value in source.options.items():
        at = f"{where}.{key}`"
        if key not in known:
            near = difflib.get_close_matches(key, [*known, *SourceSettings.model_fields], n=1)
            also = Notice("did you mean `{near}`?", near=near[0]) if near else Notice("remove it")
            found.append(
                Notice("{at} is not a key of a {kind} source; {also}", at=at, kind=kind, also=also)
            )
        elif not isinstance(value, known[key]) or (known[key] is int and isinstance(value, bool)):
            found.append(
                Notice("{at} = {value!r}: write {form}", at=at, value=value, form=_form(known[key]))
            )
    missing = (f"{where}.{key}`" for key in SOURCE_REQUIRED[kind] if key not in source.options)
    return found + [
        Notice("{at} is missing; a {kind} source needs it", at=at, kind=kind) for at in missing
    ]


def _form(kind: type | tuple[type, ...]) -> Notice:
    forms = {
        str: Notice("a text between quotation marks"),
        int: Notice("a whole number"),
        bool: Notice("true or false"),
    }
    return forms.get(kind if isinstance(kind, type) else kind[0], Notice("a value"))
