"""The chart: drawn from the issues' tables, and told in words."""

import io
from datetime import date

import pytest
from PIL import Image

from digest.bubble import CHART, illustrate
from digest.bubble.chart import _Palette
from digest.config import Brand, BubbleSettings
from digest.model import Deal, Issue, Picture, Section

SETTINGS = BubbleSettings()
BRAND = Brand()


def issue(day: int, *deals: Deal, alt: str = "", caption: str = "") -> Issue:
    picture = Picture(src=CHART, alt=alt, caption=caption)
    section = Section(key="bubble", blocks=(*deals, picture))
    return Issue(date=date(2025, 9, day), sections=(section,))


DEBT = Deal(who="Oracle", kind="dette", amount="18 Md$")
ROUND = Deal(who="Mistral", kind="levée de fonds", amount="1,7 Md€, 1 GW")
NOW, PAST = issue(27, DEBT, ROUND), issue(20, ROUND)


def picture(told: Issue) -> Picture:
    return next(b for b in told.sections[0].blocks if isinstance(b, Picture))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_the_words_say_every_number():
    told, _ = illustrate(NOW, [PAST], SETTINGS, BRAND)
    assert picture(told).alt == (
        "L’argent annoncé chaque semaine. "
        "27 septembre : 17 Md€ (levée de fonds 1,7 Md€, dette 15,3 Md€), 1 GW. "
        "20 septembre : 1,7 Md€ (levée de fonds 1,7 Md€), 1 GW."
    )
    assert picture(told).caption == "Converti au cours de 1 $ = 0,85 €."


def test_words_of_the_editors_own_stand():
    told, _ = illustrate(
        issue(27, DEBT, alt="Cela monte", caption="À suivre"), [PAST], SETTINGS, BRAND
    )
    assert (picture(told).alt, picture(told).caption) == ("Cela monte", "À suivre")


def test_the_picture_has_twice_the_pixels_of_the_mails_column():
    _, drawn = illustrate(NOW, [PAST], SETTINGS, BRAND)
    assert [opened(draw()).width for draw in drawn.values()] == [1104, 1104]


def test_the_ground_is_the_brands():
    _, drawn = illustrate(NOW, [PAST], SETTINGS, Brand(card="#fff1e5"))
    corner = opened(drawn[CHART]()).getpixel((0, 0))
    assert all(abs(one - other) < 4 for one, other in zip(corner, (0xFF, 0xF1, 0xE5), strict=True))


def test_the_dark_picture_is_dark():
    _, drawn = illustrate(NOW, [PAST], SETTINGS, BRAND)
    corners = [opened(draw()).getpixel((0, 0)) for draw in drawn.values()]
    assert [sum(corner) > 3 * 128 for corner in corners] == [True, False]


def test_the_same_tables_give_the_same_bytes():
    first, again = (illustrate(NOW, [PAST], SETTINGS, BRAND)[1][CHART]() for _ in range(2))
    assert first == again


def test_a_changed_table_gives_another_picture():
    other = issue(27, DEBT)
    assert (
        illustrate(other, [PAST], SETTINGS, BRAND)[1][CHART]()
        != illustrate(NOW, [PAST], SETTINGS, BRAND)[1][CHART]()
    )


def test_one_week_alone_has_no_chart():
    told, drawn = illustrate(NOW, [], SETTINGS, BRAND)
    assert not drawn
    assert told.sections[0].blocks == (DEBT, ROUND)


def test_without_its_place_in_the_draft_there_is_no_chart():
    without = Issue(date=date(2025, 9, 27), sections=(Section(blocks=(DEBT,)),))
    assert illustrate(without, [PAST], SETTINGS, BRAND) == (without, {})


def test_weeks_of_nothing_but_power_are_drawn_too():
    power = Deal(who="Meta", kind="dépenses", amount="2 GW")
    _, drawn = illustrate(issue(27, power), [issue(20, power)], SETTINGS, BRAND)
    assert opened(drawn[CHART]()).height > 0


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
def test_each_kind_stands_out_from_the_ground(dark: bool):
    palette = _Palette.of(BRAND, dark=dark)
    ground = luminance(palette.ground)
    for colour in palette.kinds.values():
        pale, deep = sorted([luminance(colour), ground], reverse=True)
        assert (pale + 0.05) / (deep + 0.05) >= 3
