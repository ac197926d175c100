"""Titles end at a natural boundary, and never inside a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.cut import LONGEST, cut


@pytest.mark.parametrize(
    ("long", "expected"),
    [
        (
            "Centres de données : la Norvège devient le nouveau froid de l’Europe, à petits pas comptés",
            "Centres de données : la Norvège devient le nouveau froid de l’Europe",
        ),
        (
            "Boréal construit trois centres de données géants dans le grand nord pour une clientèle européenne",
            "Boréal construit trois centres de données géants dans le grand nord",
        ),
        (
            "La mort de l’ingénieure norvégienne Boréal : une décision des juges relance la colère",
            "La mort de l’ingénieure norvégienne Boréal : une décision des juges relance la colère",
        ),
        (
            "Arctis, Boréal, Cristal, Dune, Écume, Fjord, Givre, Horizon et Iceberg signent ensemble un pacte",
            "Arctis, Boréal, Cristal, Dune, Écume, Fjord, Givre, Horizon et Iceberg signent ensemble un pacte",
        ),
    ],
)
def test_long_titles_end_at_a_natural_boundary(long: str, expected: str) -> None:
    assert cut(long) == expected


@given(
    st.lists(st.text(alphabet="abcdé", min_size=1, max_size=12), max_size=30),
    st.sampled_from([" ", ", ", " : "]),
)
def test_a_cut_keeps_whole_words_within_the_limit(parts: list[str], between: str) -> None:
    text = between.join(parts)
    short = cut(text)
    assert len(short) <= LONGEST * 1.5
    assert not short.endswith("…") or len(text.strip()) > LONGEST * 1.5
    kept = short.removesuffix("…").split()
    assert all(word.strip(" ,;:–—-.") in text for word in kept)
    assert [w.strip(",:;.-–—") for w in kept] == [
        w.strip(",:;.-–—") for w in text.split()[: len(kept)]
    ]
