"""The settings of a workspace: `config/digest.toml`, `sections.toml`, `sources.toml`.

All files are validated as a whole, so that an editor sees every mistake at once, each with its
file, its key and a remedy. A key that the program does not know is a mistake: a typing error must
not silently switch something off.
"""

import difflib
import tomllib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from digest.errors import ConfigError
from digest.languages import available
from digest.model import RESERVED_KEYS

__all__ = [
    "Config",
    "Newsletter",
    "SectionRule",
    "Sender",
    "SourceSettings",
    "Weekday",
    "load",
    "next_issue_date",
]

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
WebAddress = Annotated[str, Field(pattern=r"^$|^https?://[^\s]+$")]
# One address, no header can be smuggled in: no white space, no angle bracket, no comma.
MailAddress = Annotated[str, Field(pattern=r"^$|^[^@\s<>,;:\"]+@[^@\s<>,;:\"]+$")]
OneLine = Annotated[str, Field(pattern=r"^[^\r\n]*$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sender(_Table):
    """Who the mail comes from."""

    name: OneLine = ""
    email: MailAddress = ""
    reply_to: MailAddress = ""
    postal_address: str = Field("", description="Printed in the footer; the law asks for it.")


class EpigraphSettings(_Table):
    """The quotation that stands in every issue."""

    text: str = ""
    author: OneLine = ""


class Brand(_Table):
    """Colours of the mail, as six-digit hexadecimal values (Outlook reads no others)."""

    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#b23a24"
    accent_dark: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#f0917d"
    logo: str = Field("", description="Address of a picture; empty: the name in type.")


class Newsletter(_Table):
    """The newsletter itself: its name, its day, its voice (`[newsletter]` in digest.toml)."""

    name: OneLine
    tagline: OneLine = ""
    language: str = "fr"
    timezone: str = "Europe/Paris"
    weekday: Weekday = "saturday"
    hour: time = time(7, 0)
    window_days: int = Field(7, ge=1, le=366, description="Days an issue looks back on.")
    url: WebAddress = ""
    unsubscribe_url: WebAddress = ""
    signoff: str = ""
    about: str = ""
    watch: tuple[str, ...] = Field((), description="Names that lift a story's score.")
    epigraph: EpigraphSettings = EpigraphSettings()
    sender: Sender = Sender()
    brand: Brand = Brand()

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        if value not in available():
            raise ValueError(f"no such language; choose one of {', '.join(available())}")
        return value

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no such time zone; write it like Europe/Paris")
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def publication(self, day: date) -> datetime:
        """The moment the issue of `day` comes out."""
        return datetime.combine(day, self.hour, tzinfo=self.zone)

    def window(self, day: date) -> tuple[datetime, datetime]:
        """The first and the last moment of the week that the issue of `day` tells.

        Whole days in the newsletter's time zone: from `window_days` days before, at midnight, to
        the end of the issue's day.
        """
        midnight = datetime.combine(day, time(0, 0), tzinfo=self.zone)
        end = datetime.combine(day + timedelta(days=1), time(0, 0), tzinfo=self.zone)
        return midnight - timedelta(days=self.window_days), end


class SectionRule(_Table):
    """One section and what belongs there (`[[section]]` in sections.toml)."""

    key: Key
    title: OneLine
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field((), description="Publishers whose articles lean this way.")
    countries: tuple[str, ...] = Field((), description="Two-letter codes; their names are known.")
    items: int = Field(5, ge=0, le=100, description="The most stories that enter.")
    threshold: float = Field(1.0, ge=0, description="How strongly a story must belong.")
    audience: Literal["everyone", "subscribers"] = "everyone"

    @field_validator("key")
    @classmethod
    def _not_reserved(cls, value: str) -> str:
        if value in RESERVED_KEYS:
            raise ValueError("reserved for a part of the issue; choose another key")
        return value


class SourceSettings(BaseModel):
    """One source (`[[source]]` in sources.toml). What its type needs stands beside, in `options`."""

    model_config = ConfigDict(frozen=True)

    name: OneLine = Field(min_length=1)
    type: OneLine = "feed"
    publisher: OneLine = Field("", description="The family; default: the domain.")
    language: OneLine = ""
    options: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather_options(cls, table: Any) -> Any:
        if not isinstance(table, dict):
            return table
        known = {"name", "type", "publisher", "language"}
        return {k: v for k, v in table.items() if k in known} | {
            "options": {k: v for k, v in table.items() if k not in known}
        }


class _DigestFile(_Table):
    newsletter: Newsletter


class _SectionsFile(_Table):
    section: tuple[SectionRule, ...] = ()


class _SourcesFile(_Table):
    source: tuple[SourceSettings, ...] = ()


class Config(_Table):
    """Everything that stands in `config/`."""

    newsletter: Newsletter
    sections: tuple[SectionRule, ...] = ()
    sources: tuple[SourceSettings, ...] = ()


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


def load(folder: Path) -> Config:
    """Read and validate the `config/` folder at `folder`.

    Raises ConfigError with every mistake of the three files at once. `sections.toml` and
    `sources.toml` may be missing; `digest.toml` may not.
    """
    mistakes: list[str] = []
    digest_file = _read(folder / "digest.toml", _DigestFile, mistakes, required=True)
    sections_file = _read(folder / "sections.toml", _SectionsFile, mistakes)
    sources_file = _read(folder / "sources.toml", _SourcesFile, mistakes)
    sections = sections_file.section if sections_file else ()
    sources = sources_file.source if sources_file else ()
    mistakes += _twice(folder / "sections.toml", "section", "key", [s.key for s in sections])
    mistakes += _twice(folder / "sources.toml", "source", "name", [s.name for s in sources])
    for number, source in enumerate(sources, 1):
        mistakes += _source_mistakes(folder / "sources.toml", number, source)
    if mistakes or digest_file is None:
        count = "One mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        raise ConfigError(
            "\n  ".join([f"{count} in the configuration:", *mistakes]),
            "Every key is explained in docs/configuration.md.",
        )
    return Config(newsletter=digest_file.newsletter, sections=sections, sources=sources)


def next_issue_date(newsletter: Newsletter, now: datetime) -> date:
    """The next publication day at `now`: today, until the hour of publication has passed."""
    local = now.astimezone(newsletter.zone)
    ahead = (WEEKDAYS.index(newsletter.weekday) - local.weekday()) % 7
    day = local.date() + timedelta(days=ahead)
    return day if local <= newsletter.publication(day) else day + timedelta(days=7)


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
        mistakes.extend(f"{where}: {_in_words(problem, shape)}" for problem in problems)
        return None


def _in_words(problem: Any, shape: type[BaseModel]) -> str:
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
