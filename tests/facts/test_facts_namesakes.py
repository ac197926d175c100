"""Persons and firms whose names begin alike are others; names that are spelt in two languages are one."""

from datetime import date

import pytest

from digest.facts import check

DAY = date(2025, 9, 24)


def doubted(name: str, other: str) -> bool:
    sentence, passage = (
        f"C’est là que {name} a démissionné.",
        f"{other} has resigned from the post.",
    )
    found = check(sentence, (passage,), language="fr", anchor=DAY)
    return any(one.status != "supported" and one.kind == "name" for one in found)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Paul Martin", "Paul Martinez"),
        ("Paul Martinez", "Paul Martin"),
        ("Anna Peters", "Anna Peterson"),
        ("Anne Peters", "Anna Peters"),
        ("Boris Johnson", "Boris Johnston"),
        ("Michel Obama", "Michelle Obama"),
        ("Christine Weber", "Christian Weber"),
        ("Sandro Dupont", "Sandra Dupont"),
        ("Jeanne Dupont", "Jean Dupont"),
        ("Simone Weber", "Simon Weber"),
        ("Françoise Weber", "François Weber"),
        ("Louise Weber", "Louis Weber"),
        ("Daniela Craig", "Daniel Craig"),
        ("Alexandra Stubb", "Alexander Stubb"),
        ("Hélène Weber", "Eileen Weber"),
        ("Renaud", "Renault"),
        ("Jean Martin", "Jean-Pierre Martin"),
        ("la Suisse", "Crédit Suisse"),
        ("le Japon", "Japan Tobacco"),
        ("Micron", "Microsoft"),
        ("TotalEnergies", "Total Eren"),
        ("Amazon", "Amazonia"),
    ],
)
def test_a_namesake_bears_out_nothing(name: str, other: str) -> None:
    assert doubted(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Vladimir Poutine", "Vladimir Putin"),
        ("Alexandre Loukachenko", "Alexander Lukashenko"),
        ("Sergueï Lavrov", "Sergei Lavrov"),
        ("Youri Gagarine", "Yuri Gagarin"),
        ("Paul Martin", "Paul Martin’s deputy"),
        ("la Floride", "Florida"),
        ("Palerme", "Palermo"),
        ("Barcelone", "Barcelona"),
        ("Kiev", "Kyiv"),
        ("Pékin", "Beijing"),
        ("le Comité international", "The International Committee"),
        ("la Commission européenne", "The European Commission"),
    ],
)
def test_a_name_spelt_in_two_languages_passes(name: str, other: str) -> None:
    assert not doubted(name, other)
