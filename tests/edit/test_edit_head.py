"""The head, one key at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import edit
from digest.draft import loads
from digest.errors import DraftError
from digest.model import Epigraph

from .draft import DRAFT, changed


def test_a_new_title_changes_its_line():
    after = edit.head(DRAFT, "title", "Deux ports : la suite # 3")
    assert loads(after).title == "Deux ports : la suite # 3"
    assert len(changed(DRAFT, after)) == 2


def test_a_key_that_was_not_there_takes_its_place_and_goes_again():
    after = edit.head(DRAFT, "subject", "L'objet")
    assert "title: Un port se branche\nsubject: L'objet\ndate: " in after
    assert edit.head(after, "subject", "") == DRAFT


def test_points_and_epigraph_are_lines_of_their_own():
    after = edit.head(DRAFT, "teaser", ("Un point", "Un autre : là"))
    after = edit.head(after, "epigraph", Epigraph(text="Un mot.", author="Anonyme"))
    assert loads(after).teaser == ("Un point", "Un autre : là")
    assert loads(after).epigraph == Epigraph(text="Un mot.", author="Anonyme")
    assert edit.head(edit.head(after, "teaser", ()), "epigraph", None) == DRAFT


def test_a_date_stays():
    with pytest.raises(DraftError):
        edit.head(DRAFT, "date", None)


keys = st.sampled_from(["title", "subject", "preheader", "newsletter", "frozen"])


@given(keys, st.text(max_size=20), st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_typed_is_in_the_head_and_nothing_below_changes(key, words, end):
    text = DRAFT.replace("\n", end)
    try:
        after = edit.head(text, key, words)
    except DraftError:
        return
    assert loads(after).sections == loads(text).sections
    assert after.endswith(text[text.index("## Le port") :])
