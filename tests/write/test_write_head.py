"""What stands above an issue says each thing once."""

from dataclasses import replace

import pytest

from digest.model import Item, Placement, Score, Story, Written
from digest.write import head

from .conftest import make_article

NAMES = ("Boréal", "Arctis", "Fjordia", "Tundra", "Narvik")


def week(count: int) -> tuple[tuple[Placement, ...], dict[str, Written]]:
    """So many stories of one section, the strongest first."""
    placed, written = [], {}
    for at, name in enumerate(NAMES[:count]):
        story = Story(id=f"s{at}", articles=(make_article(at, name, ""),))
        placed.append(
            Placement(story=story, section="world", score=Score(parts=(("publishers", 9 - at),)))
        )
        item = Item(title=f"{name} lève dix millions d’euros", text="")
        written[story.id] = Written(item=item, sentences=())
    return tuple(placed), written


def test_the_title_of_an_issue_never_breaks_off() -> None:
    placed, written = week(1)
    long = (
        "Les députés de Narvik doivent rembourser à la commune un loyer de 10 millions de couronnes"
    )
    (only,) = written.values()
    told = {"s0": replace(only, item=replace(only.item, title=f"{long} norvégiennes"))}
    assert head.title(placed, told) == f"{long} norvégiennes"


@pytest.mark.parametrize(("stories", "points"), [(5, 3), (4, 3), (3, 3), (2, 2)])
def test_the_title_of_the_issue_is_no_point_where_others_are_enough(stories: int, points: int):
    placed, written = week(stories)
    title = head.title(placed, written)
    teaser = head.teaser(placed, written)
    assert title == "Boréal lève dix millions d’euros"
    assert len(teaser) == points
    assert (title in teaser) == (stories <= 3)
