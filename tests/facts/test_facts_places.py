"""A place inside the name of another one is not meant by it."""

from datetime import date

import pytest

from digest.facts import check

DAY = date(2025, 9, 24)


def doubted(sentence: str, passage: str) -> list[str]:
    found = check(sentence, (passage,), language="fr", anchor=DAY)
    return [one.text for one in found if one.status != "supported" and one.kind == "name"]


@pytest.mark.parametrize(
    ("sentence", "passage", "wrong"),
    [
        ("Le Soudan ferme sa frontière.", "South Sudan closed its border.", "Soudan"),
        ("Le Soudan ferme sa frontière.", "Le Soudan du Sud ferme sa frontière.", "Soudan"),
        ("Le Mexique ferme ses écoles.", "New Mexico closed its schools.", "Mexique"),
        ("Le Mexique ferme ses écoles.", "Le Nouveau-Mexique ferme ses écoles.", "Mexique"),
        ("L’Irlande ferme ses ports.", "Northern Ireland closed its ports.", "Irlande"),
        ("L’Irlande ferme ses ports.", "L’Irlande du Nord ferme ses ports.", "Irlande"),
        ("L’Irlande du Nord ferme ses ports.", "Ireland closed its ports.", "Irlande du Nord"),
        ("La Corée ferme ses ports.", "La Corée du Nord ferme ses ports.", "Corée"),
        ("La Dominique ferme ses ports.", "The Dominican Republic closed its ports.", "Dominique"),
        ("La Virginie ferme ses écoles.", "West Virginia closed its schools.", "Virginie"),
        ("L’Angleterre ferme ses écoles.", "New England closed its schools.", "Angleterre"),
        ("La Guinée ferme ses ports.", "Papua New Guinea closed its ports.", "Guinée"),
        ("La Guinée équatoriale ferme.", "Guinea closed its ports.", "Guinée équatoriale"),
        (
            "Le Congo-Brazzaville ferme ses ports.",
            "The Democratic Republic of Congo closed its ports.",
            "Congo-Brazzaville",
        ),
    ],
)
def test_a_place_inside_another_one_bears_out_nothing(
    sentence: str, passage: str, wrong: str
) -> None:
    assert doubted(sentence, passage) == [wrong]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Le Soudan du Sud ferme sa frontière.", "South Sudan closed its border."),
        ("Le Soudan aide le Soudan du Sud.", "Sudan helps South Sudan."),
        ("Le Nouveau-Mexique ferme ses écoles.", "New Mexico closed its schools."),
        ("La Virginie-Occidentale ferme.", "West Virginia closed its schools."),
        ("Les Coréens ferment leurs ports.", "South Korean ports closed."),
        ("La Guinée équatoriale ferme ses ports.", "Equatorial Guinea closed its ports."),
        ("La République dominicaine ferme.", "The Dominican Republic closed its ports."),
        ("Les Dominicains ferment leurs ports.", "The Dominican Republic closed its ports."),
        ("La RDC ferme ses ports.", "The Democratic Republic of Congo closed its ports."),
        ("Les Congolais ferment leurs ports.", "DR Congo closed its ports."),
        ("On attend les Américains.", "The United States of America is expected."),
        ("L’équipe d’Angleterre a un patron.", "The new England coach is here."),
        ("La Bosnie ferme ses ports.", "Bosnia and Herzegovina closed its ports."),
        ("Pékin et Kiev ont signé.", "Beijing and Kyiv have signed."),
    ],
)
def test_the_same_place_passes(sentence: str, passage: str) -> None:
    assert doubted(sentence, passage) == []
