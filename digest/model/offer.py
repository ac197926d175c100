"""What a build would have written where the editor's own words stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A field of an item (`item` is its id), or of the head or another block (None).

    `where` names the place in words, `field` is the model's name, `text` what the build says.
    """

    where: str
    field: str
    text: str
    item: str | None = None
