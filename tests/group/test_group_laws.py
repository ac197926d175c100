"""What must not matter, does not: laws of the whole grouping, from articles to the selection.

Metamorphic testing (T. Chen, S. Cheung, S. Yiu, 1998): no decision is known to be right, but two that
must be the same are.
"""

import random
import unicodedata
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.duplicates import copies
from digest.config import Newsletter, SectionRule
from digest.group.grouping import group

SECTIONS = (
    SectionRule(key="money", title="Argent", words=("levée de fonds | lève", "directrice")),
    SectionRule(key="law", title="Loi", words=("loi", "plainte | copyright")),
)

# How else the very same text may be typed.
TYPED = {
    "no-break space": lambda text: text.replace(" ", "\u00a0"),
    "narrow space": lambda text: text.replace(" ", "\u202f"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "curly apostrophe": lambda text: text.replace("'", "’"),
    "as it is": lambda text: text,
}


def decisions(articles):
    """Stories as sets of ids with their section and score, and what stays out with its reason."""
    found = group(
        articles,
        copies=copies(articles),
        sections=SECTIONS,
        newsletter=Newsletter(name="Essai"),
        day=date(2025, 9, 27),
    )
    return [
        (one.story.id, sorted(a.id for a in one.story.articles), one.section, one.score)
        for one in found.placed
    ], [(left.placement.story.id, left.why) for left in found.left_out]


@settings(max_examples=15)
@given(
    seed=st.integers(0, 1000), ways=st.lists(st.sampled_from(sorted(TYPED)), min_size=8, max_size=8)
)
def test_neither_the_order_nor_the_way_a_text_is_typed_matters(week, seed, ways):
    typed = [
        replace(one, title=TYPED[way](one.title), text=TYPED[way](one.text))
        for one, way in zip(week, ways, strict=True)
    ]
    random.Random(seed).shuffle(typed)  # noqa: S311  # no secret
    assert decisions(typed) == decisions(week)


@settings(max_examples=10)
@given(st.lists(st.sampled_from([f"{n:02}" for n in range(8)]), unique=True, max_size=4))
def test_copies_change_no_story_but_by_joining_it(week, copied):
    # Long enough to be seen as copies: a text of two sentences is a formula that many share.
    told = [replace(one, text=f"{one.text} {one.text}") for one in week]
    added = [replace(told[int(n)], id=f"zz{n}", url="", source="Copie") for n in copied]
    before, after = decisions(told), decisions([*told, *added])
    kept = [[key for key in ids if key[:2] != "zz"] for _, ids, _, _ in after[0]]
    assert kept == [ids for _, ids, _, _ in before[0]]
    assert [(left, why[:5]) for left, why in after[1]] == [
        (left, why[:5]) for left, why in before[1]
    ]


@settings(max_examples=10)
@given(st.lists(st.sampled_from([str.upper, str.lower, str]), min_size=8, max_size=8))
def test_capitals_of_a_title_move_no_article_to_another_story(week, changes):
    changed = [
        replace(one, title=change(one.title)) for one, change in zip(week, changes, strict=True)
    ]
    ids = lambda found: {tuple(ids) for _, ids, _, _ in found[0]}  # noqa: E731
    assert ids(decisions(changed)) == ids(decisions(week))
