"""A picture described for those who do not see it, and its caption."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import edit
from digest.draft import loads, parse
from digest.edit import Place
from digest.errors import DraftError
from digest.model import Picture

from .draft import DRAFT, changed

AT = Place(section=0, block=0)
PICTURED = DRAFT.replace(
    "- **Le câble [", "![Un quai](quai.png)\n*Le quai de Brest*\n\n- **Le câble ["
)
typed = st.lists(
    st.sampled_from(["mot", " ", "*", "_", "]", "(", ")", '"', "![", "<!--", "-->", "\n", "é"]),
    max_size=6,
).map("".join)


def test_the_description_and_the_caption_change_alone():
    assert changed(
        PICTURED, edit.picture(PICTURED, AT, alt="Un quai vide", caption="Le quai de Brest")
    ) == ["- ![Un quai](quai.png)", "+ ![Un quai vide](quai.png)"]
    assert changed(PICTURED, edit.picture(PICTURED, AT, alt="Un quai", caption="Brest")) == [
        "- *Le quai de Brest*",
        "+ *Brest*",
    ]


def test_a_caption_goes_and_comes_back():
    without = edit.picture(PICTURED, AT, alt="Un quai", caption="")
    assert changed(PICTURED, without) == ["- *Le quai de Brest*"]
    assert edit.picture(without, AT, alt="Un quai", caption="Le quai de Brest") == PICTURED


def test_only_a_picture_is_one():
    with pytest.raises(DraftError, match="no picture"):
        edit.picture(DRAFT, AT, alt="Un quai", caption="")


@given(typed, typed)
def test_whatever_is_typed_is_the_picture_s_and_nothing_else_changes(alt, caption):
    after = edit.picture(PICTURED, AT, alt=alt, caption=caption)
    before, now = loads(PICTURED), parse(after).issue
    (was, *rest), (new, *others) = (one.sections[0].blocks for one in (before, now))
    assert isinstance(new, Picture)
    assert isinstance(was, Picture)
    assert new.src == was.src
    assert (others, now.sections[1]) == (rest, before.sections[1])
