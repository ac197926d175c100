"""One thing under several names: letters, peoples, sounds, capitals; and what is another thing."""

from datetime import date

import pytest

from digest.facts import check
from digest.facts.kinship import same_people, same_sound

DAY = date(2025, 9, 27)


def doubted(sentence: str, *passages: str, language: str = "fr") -> list[str]:
    found = check(sentence, passages, language=language, anchor=DAY)
    return [one.text for one in found if one.status != "supported" and one.kind != "overlap"]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("On attend LR à Lyon.", "On attend Les Républicains à Lyon."),
        ("On attend la BCE.", "On attend la Banque centrale européenne."),
        ("On attend la Banque de développement rural.", "On attend la BDR."),
        ("On voit des Nantais.", "On a vu des gens de Nantes."),
        ("On voit les Taïwanais.", "On a vu ceux de Taïwan."),
        ("On va à Charm el-Cheikh.", "They are going to Sharm el-Sheikh with us."),
        ("Bruxelles et Londres taxent l’or.", "The EU and the British government tax gold."),
        ("Bruxelles menace la firme.", "The EU threatened the firm."),
        ("On a vu le maire de Lyon Gérard Collomb.", "À Lyon, le maire est Gérard Collomb."),
        ("On parle de Médecins sans frontières.", "They speak of Doctors Without Borders here."),
        ("On attend la Haute Cour.", "They are waiting for the High Court of the land."),
        ("Vingt-cinq ans après, il dort.", "Il dort, 25 ans après."),
        ("Il écrit « kamikazes ».", "Un drone « kamikaze » tombe."),
        ("Il coûte 182,5 pence le litre.", "It is 182.5p a litre for the public."),
        ("Il tombe de 565 à 318 M$.", "It fell from $565m to $318m in the year."),
        (
            "On voit des centaines de milliers de gens.",
            "There were hundreds of thousands of people.",
        ),
        ("On y gagne quatre fois plus.", "They are paid four times as much there."),
        ("Il ouvre fin 2021.", "It opens in the final quarter of 2021 with a show."),
        ("It blew up in early August.", "Cela a explosé au début du mois d’août."),
        ("Il ouvre le 5 mars.", "it opens on march 5, to the public."),
        ("Il a payé 5 milliards de francs CFA.", "Il a payé 5 milliards de FCFA."),
    ],
)
def test_another_name_of_the_same_thing_passes(sentence: str, passage: str) -> None:
    language = "en" if sentence.startswith("It ") else "fr"
    assert doubted(sentence, passage, language=language) == []


@pytest.mark.parametrize(
    ("sentence", "passage", "wrong"),
    [
        ("On attend le PS à Lyon.", "On attend Les Républicains à Lyon.", "PS"),
        ("On attend la BCE.", "On attend la banque du coin.", "BCE"),
        ("On voit des Nantais.", "On a vu des gens de Nancy.", "Nantais"),
        ("On se voit à Londres.", "They meet in Britain with the British.", "Londres"),
        ("On a vu Lyon et Tim Altman.", "À Lyon, Tim Cook a vu Sam Altman.", "Tim Altman"),
        ("Il écrit « kamikazes fous ».", "Un drone « kamikaze fou » tombe.", "kamikazes fous"),
        ("Il coûte 182,5 pence.", "It is 183.5p a litre for the public.", "182,5 pence"),
        ("On y gagne quatre fois plus.", "They are paid five times as much there.", "quatre fois"),
        ("Il dure du 9 au 18 novembre.", "It is on from 6 to 18 November.", "9 au 18 novembre"),
        ("Il a payé de 100 à 800 M£.", "He paid £100m-£200m, all in cash.", "800 M£"),
        ("Siemens, de Munich, touche un prix.", "À Munich, on touche un prix.", "Siemens"),
        ("Siemens risque gros.", "On risque gros.", "Siemens"),
    ],
)
def test_another_thing_does_not(sentence: str, passage: str, wrong: str) -> None:
    assert doubted(sentence, passage) == [wrong]


@pytest.mark.parametrize(
    "pair", [("nantais", "nantes"), ("parisiennes", "paris"), ("kenyan", "kenya")]
)
def test_a_people_is_of_its_place(pair: tuple[str, str]) -> None:
    assert same_people(*pair)
    assert same_people(*reversed(pair))


@pytest.mark.parametrize("pair", [("poutine", "putin"), ("serguei", "sergei"), ("soumy", "sumy")])
def test_a_name_is_heard_in_two_spellings(pair: tuple[str, str]) -> None:
    assert same_sound(*pair)


@pytest.mark.parametrize("pair", [("paris", "berlin"), ("nantes", "nancy"), ("cook", "coke")])
def test_other_names_sound_otherwise(pair: tuple[str, str]) -> None:
    assert not same_sound(*pair)


def test_fell_and_dropped_exchange_no_values() -> None:
    source = (
        "Fuel sales fell by 4.3% in June as prices hit records. Clothing sales dropped by 4.7%."
    )
    said = "Fuel sales dropped 4.3 per cent in June and clothing 4.7 per cent."
    assert doubted(said, source, language="en") == []
