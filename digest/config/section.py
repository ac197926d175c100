"""The sections, and what belongs there."""

from typing import Literal

from pydantic import Field, field_validator

from digest.config.table import CountryCode, Key, OneLine, Table
from digest.model import RESERVED_KEYS
from digest.notice import Notice


class SectionRule(Table):
    """One section and what belongs there (`[[section]]` in sections.toml)."""

    key: Key
    title: OneLine
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field((), description="Publishers whose articles lean this way.")
    countries: tuple[CountryCode, ...] = Field(
        (), description="Two-letter codes; their names are known."
    )
    items: int = Field(5, ge=0, le=100, description="The most stories that enter.")
    threshold: float = Field(1.0, ge=0, description="How strongly a story must belong.")
    audience: Literal["everyone", "subscribers"] = "everyone"

    @field_validator("key")
    @classmethod
    def _not_reserved(cls, value: str) -> str:
        if value in RESERVED_KEYS:
            raise ValueError(Notice("reserved for a part of the issue; choose another key"))
        return value
