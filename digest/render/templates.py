"""A theme's templates for the hand of an editor: what each shows, and what it is given."""

import re
from dataclasses import dataclass, fields

from digest.config import Brand
from digest.render.edition import Edition
from digest.render.picture import PictureBlock
from digest.render.printed import (
    DealsBlock,
    Part,
    PrintedItem,
    ProseBlock,
    QuoteBlock,
    SubheadBlock,
)
from digest.render.theme import partials

__all__ = ["Template", "templates"]

_BLOCKS = (PrintedItem, ProseBlock, SubheadBlock, QuoteBlock, PictureBlock, DealsBlock)
_OF_A_PART = {"section", "heading", "blocks", "editorial", "agenda", "teasers", "signoff"}
_OF_A_PART |= {"about", "latest"}
_SHOWS = re.compile(r"\{#\s*(.*?)\s*-?#\}", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template of a theme: its file's name, the theme that the file is of, what it shows, its text."""

    name: str
    theme: str
    shows: str
    text: str

    @property
    def given(self) -> tuple[str, ...]:
        """What it may print beside the fields of the edition, which every template may."""
        stem = self.name.partition(".")[0]
        for block in _BLOCKS:
            if stem == block.kind:
                return tuple(f"block.{name}" for name in _names(block) if name != "files")
        if stem == "sources":
            return ("block.links",)
        if stem in _OF_A_PART:
            return tuple(f"part.{name}" for name in _names(Part))
        if self.name.endswith(".css"):
            return tuple(f"brand.{name}" for name in Brand.model_fields)
        return ()

    @property
    def ejected(self) -> str:
        """Its text under a comment that says what it is given."""
        beside = f"\n   It is given: {', '.join(self.given)}." if self.given else ""
        common = ", ".join(_names(Edition))
        return (
            f"{{# Your own {self.name}, begun from the theme “{self.theme}”. Delete this file to have the\n"
            f"   theme's again.{beside}\n"
            f"   Every template may print: {common}, say, day.\n"
            f"   docs/templates.md explains each. -#}}\n{self.text}"
        )


def templates(theme: str) -> dict[str, Template]:
    """The templates of `theme` by name; RenderError when there is no such theme."""
    found = {}
    for name, (owner, text) in partials(theme).items():
        said = _SHOWS.match(text)
        first = re.split(r"(?<=\.)\s", " ".join(said[1].split()), maxsplit=1)[0] if said else ""
        found[name] = Template(name=name, theme=owner, shows=first, text=text)
    return found


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
