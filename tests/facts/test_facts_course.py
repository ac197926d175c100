"""Equal figures that say the opposite, and figures that number things: neither passes in silence."""

from datetime import date

import pytest

from digest.facts import check

DAY = date(2026, 11, 27)


def doubted(sentence: str, passage: str, language: str = "fr") -> list[str]:
    found = check(sentence, [passage], language=language, anchor=DAY)
    return [one.text for one in found if one.status != "supported"]


@pytest.mark.parametrize(
    ("sentence", "passage", "text"),
    [
        ("Moins de 100 clients partent.", "Plus de 100 clients partent.", "100"),
        ("Au plus 100 clients partent.", "At least 100 customers left.", "100"),
        ("Plus de 100 clients partent.", "Nearly 100 customers left.", "100"),
        ("L’action gagne 5 %.", "Shares fell 5%.", "5 %"),
        ("L’action cède 5 %.", "L’action prend 5 %.", "5 %"),
        ("Le dividende est divisé par deux.", "The dividend doubled.", "divisé par deux"),
        ("Le dividende a doublé.", "It halved its dividend; it met twice.", "doublé"),
        ("L’action cède 5 % à Paris.", "Shares rose 5% in Paris.", "5 %"),
        ("On ferme au premier semestre.", "It closes in the first quarter.", "premier semestre"),
        ("L’action bondit de 12 %.", "L’action s’effondre de 12 %.", "12 %"),
        ("Profits sank by 12%.", "Profits soared by 12%.", "12%"),
        ("Le chiffre a été divisé par deux.", "Le chiffre a été multiplié par deux.", "deux"),
        ("12 % de plus qu’en mai.", "12 % de moins qu’en mai.", "12 %"),
        ("Un bénéfice de 300 M€ est attendu.", "Une perte de 300 M€ est attendue.", "300 M€"),
        ("Its $300 million loss is due.", "Its $300 million profit is due.", "$300 million"),
        ("Les ventes ont augmenté de 12 %.", "Les ventes ont baissé de 12 %.", "12 %"),
        ("Une hausse de près de 5 %.", "A 5% drop in sales.", "5 %"),
        ("Le titre perd encore 3 Md$.", "The stock gained another $3bn.", "3 Md$"),
        ("Il fera 5 °C à midi.", "Il fera -5 °C à midi.", "5 °C"),
        ("Il fera moins 5 degrés.", "It will be 5 degrees.", "5 degrés"),
        ("Les ventes ont triplé.", "Sales have doubled.", "triplé"),
        ("Il a fermé cette année.", "It closed last year.", "cette année"),
    ],
)
def test_an_equal_figure_that_goes_the_other_way_is_doubted(
    sentence: str, passage: str, text: str
) -> None:
    assert doubted(sentence, passage) == [text]


@pytest.mark.parametrize(
    ("sentence", "passage", "language"),
    [
        ("Le prix grimpe de 95 à 79 euros.", "The price rises from €79 to €95.", "fr"),
        (
            "Les cas tombent de 40 en 2012 à 150.",
            "Cases fell to 40 in 2021, from 150 in 2012.",
            "fr",
        ),
        ("It pays between $9bn and $5bn.", "Il paie de 5 à 9 Md$.", "en"),
        ("It pays $9bn-$5bn.", "Il paie de 5 à 9 Md$.", "en"),
    ],
)
def test_a_range_told_upside_down_is_doubted(sentence: str, passage: str, language: str) -> None:
    assert len(doubted(sentence, passage, language)) == 2


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Plus de 100 clients partent.", "At least 100 customers left."),
        ("Au plus six clients entrent.", "Entrer à plus de six clients est interdit."),
        ("Près de 100 clients partent.", "Plus de 100 clients partent."),
        ("Jusqu’à 5 % des clients partent.", "Up to 5% of customers leave."),
        ("L’action recule de 5 %.", "Shares fell by about 5%."),
        ("Le groupe a perdu 3 Md€.", "Les pertes du groupe ont augmenté à 3 Md€."),
        ("Un bénéfice de 300 M€ est attendu.", "A profit of €300m is expected."),
        ("L’action gagne 5 %.", "Shares fell 5% on Monday, then rose 5% on Friday."),
        ("Le plan vaut 3 Md$ sur cinq ans.", "It is worth $3bn over five years."),
        ("Il fera moins 5 degrés.", "It will be 5 degrees below zero."),
        ("Il investit jusqu’à 5 Md$.", "He is to invest up to $5bn."),
        ("Les ventes ont triplé.", "Sales rose to 300 from 100."),
        ("Les ventes ont triplé.", "Sales are three times what they were; profit doubled."),
        ("Les ventes ont doublé.", "Sales doubled in a year, it said. It halved its dividend."),
        ("Les ventes ont doublé.", "Sales rose 100 percent, while it halved its dividend."),
        ("Les ventes ont doublé.", "Sales are two times what they were; costs were halved."),
        ("Les ventes ont doublé.", "Sales went from 100 to 200. It is to halve its dividend."),
        ("Le dividende est divisé par deux.", "It cut its dividend in half. It met twice a week."),
        ("Le dividende est divisé par deux.", "It cut its dividend by half, after doubling it."),
        (
            "Le dividende est divisé par deux.",
            "The dividend went from 8 to 4. The board met twice.",
        ),
        ("L’État en cède 12 % à Boréal.", "Boréal will gain 12% of Arctis from the state."),
        ("Boréal prend 12 % à Arctis.", "Arctis cède 12 % à Boréal."),
        ("L’écart entre 12 % à Paris et 5 % à Lyon croît.", "It is 12% in Paris and 5% in Lyon."),
        ("Le fonds se partage entre 70 % et 30 %.", "The fund is split: 70% and 30%."),
        ("On va de 70 % d’or à 30 % d’or.", "The fund had 70% of gold, then 30% of gold."),
        (
            "Entre 70 % d’or et 30 % d’argent, le fonds dort.",
            "It holds 70% of gold and 30% of silver.",
        ),
        (
            "Il hésite entre 9 milliards et 5 milliards.",
            "He has to choose: 9 billion or 5 billion.",
        ),
        ("Il a fermé cette année.", "Last year it grew; this year it closed."),
    ],
)
def test_an_equal_figure_that_goes_the_same_way_passes(sentence: str, passage: str) -> None:
    assert doubted(sentence, passage) == []


@pytest.mark.parametrize(
    ("sentence", "passage", "text"),
    [
        ("On valide l’article 49 de la loi.", "On valide l’article 16 de la loi.", "article 49"),
        ("On valide la loi 49.", "On valide la loi 49.3.", "loi 49"),
        ("On vote l’article 7.", "On vote l’article 8, par 7 voix.", "article 7"),
        ("Gain au premier trimestre.", "Première usine, gain au second trimestre.", "premier trimestre"),
        ("Gain au premier trimestre.", "First plant open. Its second-quarter profit rose.", "premier trimestre"),
        ("Gain au premier semestre.", "Its first-quarter profit rose.", "premier semestre"),
        ("Il vit dans le 17e arrondissement.", "Il vit dans le 16e arrondissement.", "17e"),
        ("Cela date du XVIIIe siècle.", "It goes back to the 19th century.", "XVIIIe siècle"),
        ("Perte au troisième trimestre.", "It lost money in the first quarter.", "troisième trimestre"),
        ("Le match finit 2-1.", "They won 3-1.", "2-1"),
        ("Le match finit 102-98.", "They won 101-98.", "102-98"),
    ],
)  # fmt: skip
def test_a_number_that_numbers_is_a_claim(sentence: str, passage: str, text: str) -> None:
    assert doubted(sentence, passage) == [text]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("On valide l’article 49.3.", "Article 49.3 is valid."),
        ("On valide l’article 49-3.", "On valide l’article 49.3 de la loi."),
        ("On valide l’article 49.3.", "On valide le 49-3."),
        ("Gain au dernier trimestre.", "It made money in the fourth quarter."),
        ("Il vit dans le 5e arrondissement.", "He lives in the fifth arrondissement."),
        ("Cela date du XIXe siècle.", "It goes back to the 19th century."),
        ("Gain au troisième trimestre.", "It made money in Q3."),
        ("Gain au troisième trimestre.", "Its third-quarter profit rose. The first half was weak."),
        ("Gain au troisième trimestre.", "It made money in Q3, after a weak second quarter."),
        ("Gain au deuxième trimestre.", "Premier trimestre en perte, gain au 2e trimestre."),
        (
            "Gain au premier semestre.",
            "Gain sur les six premiers mois, perte au troisième trimestre.",
        ),
        ("Gain au premier semestre.", "Its first-half profit rose; third-quarter sales did not."),
        ("Gain au premier semestre.", "It rose in the first six months, not in the third quarter."),
        ("Le match finit 1-3.", "They won 3–1."),
        ("Le match finit 3-1.", "Ils gagnent 3 à 1."),
        ("Il compte 10-15 % de clients en plus.", "Il compte de 10 à 15 % de clients en plus."),
    ],
)
def test_a_number_that_numbers_passes_in_other_words(sentence: str, passage: str) -> None:
    assert doubted(sentence, passage) == []
