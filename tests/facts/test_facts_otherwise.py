"""True claims that a source tells in parts, in other places or by another count; and false ones beside them."""

from datetime import date

import pytest

from digest.facts import check

DAY = date(2025, 9, 27)


def doubted(sentence: str, *passages: str, language: str = "fr") -> list[str]:
    found = check(sentence, passages, language=language, anchor=DAY)
    return [one.text for one in found if one.status != "supported" and one.kind != "overlap"]


@pytest.mark.parametrize(
    ("sentence", "passages"),
    [
        ("Le Français Richard Martin gagne.", ("Richard Martin won.", "The French cheered.")),
        ("La Britannique Anna Stone gagne.", ("Anna Stone beat a fellow Briton.",)),
        ("Ce n’est rien pour Washington.", ("La Maison blanche n’aura rien.",)),
        ("La Haye en décide.", ("The Dutch government decides.",)),
        ("Elle investit 15 000 euros.", ("Elle investira 15 000.", "Elle a 13 884 euros.")),
        ("Les plus de 23 ans y ont droit.", ("Workers over the age of 23 get it.",)),
        ("L’action perd 15 % depuis janvier.", ("It fell 15% since the start of the year.",)),
        ("Elle a gagné 5 M$ en trois mois.", ("It made $5m in the first quarter.",)),
        ("Venu en 2008, il part six ans plus tard.", ("He came in 2008 and left in 2014.",)),
        (
            "On y voit 32 suicides pour 100 000 hommes.",
            ("The rate of men is 32 suicides per 100,000.",),
        ),
        ("De 1990 à 2015, elle monte.", ("Sur la période 1990-2015, elle monte.",)),
        ("L’écran fait 3,1 pouces.", ('It has a 3.1" screen.',)),
        ("L’écran fait 27 pouces.", ("The 27in screen is new.",)),
        ("L’Institut géologique américain l’a vu.", ("The US Geological Survey saw it.",)),
        ("Les Bourses d’Asie reculent.", ("Asian markets fell.",)),
        ("L’attaque a duré du 25 au 30 mai.", ("Elle a eu lieu entre le 25 et le 30 mai.",)),
        ("Peut-être Boréal part-il.", ("Boréal part.",)),
        ("Entre-temps, le port a ouvert.", ("Le port a ouvert.",)),
        ("Il faut 150 yens pour un dollar.", ("It fell to 150 yen to the US dollar.",)),
        ("Elle monte sur trois mois à fin août.", ("It rose in the three months to August.",)),
        ("Il ferme le 14 octobre.", ("Le 14 octobre 1500 emplois disparaissent.",)),
        ("Le yen tombe à 150 pour un dollar.", ("The yen fell to 150 to the US dollar.",)),
        ("Elle ferme 3 barrages sur 12.", ("Trois des douze barrages ferment.",)),
        ("Elle passe de quarante-sept milliards à huit.", ("It was worth $47bn, then $8bn.",)),
        ("Londres accuse Moscou.", ("Les ministres britanniques accusent les Russes.",)),
        ("Washington refuse.", ("American officials refuse it.",)),
        ("Né le 26 septembre 1870, il dort.", ("He was born on 26 September 1870.",)),
        ("Le hall 4 ferme.", ("Hall 4 is to close.",)),
        ("Les versions 8 et 9 tombent.", ("Explorer 8 and 9 fell.",)),
        ("Il ouvre le 19 octobre de l’an prochain.", ("It opens on 19 October next year.",)),
        ("Il ouvre le 19 octobre 2026.", ("It opens on 19 October next year.",)),
    ],
)
def test_a_true_claim_passes(sentence: str, passages: tuple[str, ...]) -> None:
    assert doubted(sentence, *passages) == []


@pytest.mark.parametrize(
    ("sentence", "passages", "wrong"),
    [
        ("Le Danois Richard Martin gagne.", ("Richard Martin won.", "The French cheered."),
         "Danois Richard Martin"),
        ("Elle émarge à 15 000 euros.", ("Elle a 15 000 clients, et lui 13 884 euros.",), "15 000 euros"),
        ("Elle investit 15 000 dollars.", ("Elle investira 15 000.", "Elle a 13 884 euros."), "15 000 dollars"),
        ("L’action perd 15 % depuis mars.", ("It fell 15% since the start of the year.",), "depuis mars"),
        ("Elle a gagné 5 M$ en deux mois.", ("It made $5m in the first quarter.",), "deux mois"),
        ("Le salaire est de 15 000 euros.", ("On en voit 15 000 au total. Le billet vaut 30 euros.",), "15 000 euros"),
        ("Elle prend six mois de prison.", ("Two years in prison for half of the charges.",), "six mois"),
        ("En 2008, puis six ans plus tard.", ("In 2008, and nine years later; the law of 2014.",), "six ans"),
        ("Le Russe Paul Martin paie.", ("American Paul Martin paid.", "A Russian left."), "Russe Paul Martin"),
        ("De 1990 à 2016, elle monte.", ("Sur la période 1990-2015, elle monte.",), "2016"),
        ("L’écran fait 27 pouces.", ('He said "we sold 27" of it.',), "27 pouces"),
        ("Le 26 septembre 2025, il dort.", ("Né le 26 septembre 1870, il dort.",), "26 septembre 2025"),
        ("Né le 26 septembre 1880, il dort.", ("Né le 26 septembre 1870, il dort.",), "26 septembre 1880"),
        ("Elle monte sur trois mois à fin août.", ("It rose in three months. August is next.",), "fin août"),
        ("Elle ferme 4 barrages sur 12.", ("Trois des douze barrages ferment.",), "4 barrages sur 12"),
        ("Elle passe de quarante-sept milliards à six.", ("It was worth $47bn, then $8bn.",), "six"),
        ("Londres refuse.", ("American officials refuse it.",), "Londres"),
        ("Elle est cédée pour un euro.", ("Elle est cédée pour 40 M€, l’euro recule.",), "un euro"),
        ("Il faut 150 yens pour un euro.", ("It fell to 150 yen to the dollar.",), "un euro"),
        ("Le hall 3 ferme.", ("Hall 4 is to close for three workers.",), "hall 3"),
        ("Les versions 7 et 9 tombent.", ("Explorer 8 and 9 fell.",), "versions 7"),
        ("Il ouvre le 19 octobre.", ("It opens on 20 October next year.",), "19 octobre"),
        ("Il ouvre le 19 octobre 2025.", ("It opens on 19 October next year.",), "19 octobre 2025"),
        ("Venu en 2008, il part cinq ans plus tard.", ("He came in 2008 and left in 2014.",), "cinq ans"),
    ],
)  # fmt: skip
def test_a_false_one_does_not(sentence: str, passages: tuple[str, ...], wrong: str) -> None:
    assert doubted(sentence, *passages) == [wrong]


def test_a_title_has_a_capital_in_one_language_alone() -> None:
    said = "It speaks of Commander Gravet."
    assert doubted(said, "Il parle du commandant Gravet.", language="en") == []
    assert doubted(said, "Le commandant parle aux siens de Gravet.", language="en")


def test_two_years_are_exchanged_though_a_range_has_both() -> None:
    source = "Elle est ouverte en 1990 et fermée en 2015. L’étude porte sur 1990-2015."
    said = "Elle est ouverte en {} et fermée en {}."
    assert doubted(said.format(1990, 2015), source) == []
    assert doubted(said.format(2015, 1990), source) == ["2015", "1990"]


@pytest.mark.parametrize("opening", ["Third-quarter profit", "First-half sales"])
def test_what_a_hyphen_joins_in_small_letters_opens_no_name(opening: str) -> None:
    assert (
        doubted(
            f"{opening} fell.",
            "Sales of the first half and profit of the third quarter fell.",
            language="en",
        )
        == []
    )
