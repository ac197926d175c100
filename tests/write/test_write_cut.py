"""Titles end at a natural boundary, and never inside a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.caution import harmless
from digest.write.cut import LONGEST, cut


@pytest.mark.parametrize(
    ("long", "expected"),
    [
        (
            "Centres de données : la Norvège devient le nouveau froid de l’Europe, depuis l’été dernier",
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
        (
            "Boréal achète pour cinq millions d’actions Arctis à deux couronnes, environ 4 % de la banque, et conçoit avec lui",
            "Boréal achète pour cinq millions d’actions Arctis à deux couronnes",
        ),
        (
            "Boréal achète pour cinq millions des actions de la banque Arctis et conçoit avec lui des barrages",
            "Boréal achète pour cinq millions des actions de la banque Arctis et conçoit avec lui des barrages",
        ),
        (
            "Boréal a dévoilé lundi le programme du grand salon des barrages de Narvik qui se tiendra sur les quais du port de la ville au mois de mai",
            "Boréal a dévoilé lundi le programme du grand salon des barrages de Narvik",
        ),
        (
            "Boréal a créé au printemps une filiale, révèle le Fjord : vente de courant et de barrages au nord",
            "Boréal a créé au printemps une filiale, révèle le Fjord",
        ),
        (
            "Boréal ouvrira son premier barrage de plaine en Suède, ainsi qu’au Danemark et en Finlande, puis au nord",
            "Boréal ouvrira son premier barrage de plaine en Suède",
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


FACT = "Le maire de Lyon a détourné trois millions d’euros"


@pytest.mark.parametrize(
    "tail",
    [", ce que son avocat récuse avec force devant la presse", ", mais rien ne le prouve à ce stade",
     ", mais il est présumé innocent", ", plaide la partie civile au premier jour du procès",
     ", fait valoir l’opposition", ", affirmaient hier plusieurs quotidiens régionaux",
     ", peut-on lire dans un rapport confidentiel de la Cour", " dans un rapport confidentiel de la Cour",
     ", mythe tenace que la science a balayé", " pour peu que le Parlement en décide ainsi",
     ", ce qui n’a jamais été prouvé par aucun tribunal", ", union leaders contend in a joint letter",
     " dans le roman que publie son ancien adjoint", " - selon Mediapart", ", à l’entendre"],
)  # fmt: skip
def test_nothing_is_cut_off_that_is_not_known_to_add(tail: str) -> None:
    assert not harmless(tail)
    assert cut(FACT + tail, 60).startswith(FACT + tail[:12])


@pytest.mark.parametrize(
    "tail",
    [" pour payer ses dettes", ", dont deux en 2024", " avec l’aide d’un adjoint",
     ", à Lyon et à Villeurbanne", " : trois adjoints sont mis en examen"],
)  # fmt: skip
def test_a_place_a_time_an_aim_and_a_relative_clause_may_go(tail: str) -> None:
    assert harmless(tail)
    assert cut(FACT + tail, len(FACT) + 8) == FACT
