"""The brand: colours, typefaces, logo, masthead and footer."""

from typing import Annotated, Literal

from pydantic import Field

from digest.config.table import OneLine, Table

# Outlook reads no other form.
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
# Names of typefaces, the ones with a space between single quotation marks.
Faces = Annotated[str, Field(pattern=r"^[\w ,'-]+$")]


class Brand(Table):
    """How the newsletter looks, whatever the theme (`[newsletter.brand]` in digest.toml).

    Each colour has a sibling for dark screens. `accent` marks headings and rules, `ink` is text,
    `soft` what is said aside, `line` a fine rule, `card` what the text stands on, `paper` what the
    card lies on.
    """

    accent: Colour = "#b23a24"
    accent_dark: Colour = "#f0917d"
    ink: Colour = "#1c1b1a"
    ink_dark: Colour = "#e6e4df"
    soft: Colour = "#5a5854"
    soft_dark: Colour = "#b5b2ab"
    link: Colour = "#0b5a8a"
    link_dark: Colour = "#8fc9ee"
    line: Colour = "#ddd7cc"
    line_dark: Colour = "#3a454d"
    card: Colour = "#ffffff"
    card_dark: Colour = "#1a2228"
    paper: Colour = "#f4f0e8"
    paper_dark: Colour = "#12181d"
    text_face: Faces = "Charter, 'Bitstream Charter', Georgia, 'Times New Roman', serif"
    label_face: Faces = "'Helvetica Neue', Helvetica, Arial, sans-serif"
    logo: OneLine = ""
    masthead: Literal["left", "center"] = "left"
    footer: str = ""
