"""Invented names: none of them may pass without a verdict."""

from datetime import date

import pytest

from digest.facts import check

DAY = date(2026, 11, 27)


def doubted(sentence: str, passage: str, language: str = "fr") -> dict[str, str]:
    """The names of `sentence` that are not supported, each with its verdict."""
    found = check(sentence, [passage], language=language, anchor=DAY)
    return {
        one.text: one.status for one in found if one.kind == "name" if one.status != "supported"
    }


@pytest.mark.parametrize(
    ("sentence", "passage", "names"),
    [
        ("La Chine signe avec l’Inde.", "Russia signed the deal with Pakistan.", {"Chine", "Inde"}),
        ("L’Irlande vote.", "Iceland votes.", {"Irlande"}),
        ("Combien ? Zagreb s’en moque.", "How much? The firm does not care.", {"Zagreb"}),
        ("Volvo+, la chaîne, ferme.", "The channel is to close.", {"Volvo+"}),
        ("Londres réclame 12 M£.", "The government sues for £12m.", {"Londres"}),
        ("Il vit au Brésil.", "He lives in Argentina.", {"Brésil"}),
        ("Il voit le directeur Pierre Marchand.", "He sees the director.", {"Pierre Marchand"}),
        ("La juge Victoire Petit tranche.", "The judge ruled on it.", {"Victoire Petit"}),
        ("Selon le Monde, il part.", "He is to leave, the Guardian said.", {"Monde"}),
        ("Le groupe Carrefour ferme.", "Tesco is to close its shops.", {"Carrefour"}),
        ("Le patron de la Poste part.", "The boss of the Royal Mail leaves.", {"Poste"}),
    ],
)
def test_a_name_made_of_common_french_words_is_doubted_over_foreign_sources(
    sentence: str, passage: str, names: set[str]
) -> None:
    assert doubted(sentence, passage) == dict.fromkeys(names, "unsupported")


def test_a_common_noun_with_a_capital_is_asked_about_over_foreign_sources() -> None:
    assert doubted("On attend les Soldats.", "They are waiting for the army.") == {
        "Soldats": "translated"
    }


@pytest.mark.parametrize(
    ("sentence", "passage", "name"),
    [
        ("Orange supprime 1 000 postes.", "SFR supprime 1 000 postes.", "Orange"),
        ("Orange va fermer.", "SFR va fermer.", "Orange"),
        ("Orange n’a pas répondu.", "SFR n’a pas répondu.", "Orange"),
        ("Total rachète une mine.", "Shell rachète une mine.", "Total"),
        ("Total annonce une mine.", "Shell annonce une mine.", "Total"),
        ("Pierre Marchand quitte la banque.", "Jean Marchand quitte la banque.", "Pierre Marchand"),
        ("Paris Hilton ouvre un hôtel.", "Conrad Hilton ouvre un hôtel.", "Paris Hilton"),
        ("Victoire Keller ferme la banque.", "keller ferme la banque.", "Victoire Keller"),
        ("Orange, qui ferme une usine, recule.", "SFR, qui ferme une usine, recule.", "Orange"),
        ("Orange et Total ferment.", "SFR et Shell ferment.", "Orange"),
        ("J. Keller part.", "Roger Keller part.", "J. Keller"),
        ("Paris gagne une place.", "Lyon gagne une place.", "Paris"),
        ("Windows 11 arrive.", "Windows 10 arrive.", "Windows 11"),
    ],
)
def test_a_name_that_opens_the_sentence_is_doubted_whole(
    sentence: str, passage: str, name: str
) -> None:
    assert name in doubted(sentence, passage)


@pytest.mark.parametrize("sentence", ["Apple cuts jobs.", "Apple is closing a shop."])
def test_an_english_company_that_is_a_word_is_a_name(sentence: str) -> None:
    assert "Apple" in doubted(sentence, "Google cuts jobs in the south.", "en")


def test_a_place_that_opens_an_english_sentence_is_a_name() -> None:
    assert "Uruguay" in doubted("Uruguay aims at more.", "Kenya aims at more.", "en")


def test_an_english_first_name_that_is_a_word_is_part_of_the_name() -> None:
    assert "Grace Marchand" in doubted("Grace Marchand left.", "John Marchand left.", "en")


@pytest.mark.parametrize(
    "sentence",
    [
        "Interrogé mercredi, il part.",
        "Personne ne sait.",
        "Rien ne va plus.",
        "Demain ouvre la foire.",
        "Nouvelle attaque au nord.",
        "Beaucoup attendent.",
        "Treize Français partent.",
    ],
)
def test_a_word_that_only_opens_the_sentence_is_no_name(sentence: str) -> None:
    assert doubted(sentence, "On a vu un Français là-bas.") == {}


@pytest.mark.parametrize(
    ("sentence", "passage", "name"),
    [
        ("La ministre Florence Martin part.", "La ministre Julie Martin part.", "Florence Martin"),
        ("Le ministre Milan Martin part.", "Le ministre Jean Martin part.", "Milan Martin"),
        ("Le Suisse Roger Keller gagne.", "The Swede Roger Keller has won.", "Suisse Roger Keller"),
        ("L’Américain R. Martin gagne.", "Le Français R. Martin gagne.", "Américain"),
        ("Pour Pierre Keller, il part.", "Pour le frère de Keller, il part.", "Pierre Keller"),
    ],
)
def test_a_first_name_or_a_people_is_not_left_out(sentence: str, passage: str, name: str) -> None:
    assert name in doubted(sentence, passage)


@pytest.mark.parametrize(
    ("sentence", "passage", "name"),
    [
        ("Il préfère Opus 3.5.", "Il préfère Opus 4.1.", "Opus 3.5"),
        ("Il préfère Opus 3.5.", "Il préfère Sonnet 3.5 et Opus 4.1.", "Opus 3.5"),
        ("Il préfère Gemini 3.5 Pro.", "He prefers Gemini 2.5 Pro.", "Gemini 3.5"),
        ("La puce Ascend 980 sort.", "Of the Ascend chips, the 960 is out.", "Ascend 980"),
        ("Kjell Rakke investit.", "Kjell Roekke has invested.", "Kjell Rakke"),
        ("Hier, Moscou renonce.", "China gives it up.", "Moscou"),
        ("Hier, l’Élysée renonce.", "Le président du club renonce.", "Élysée"),
        ("Hier, Matignon renonce.", "Le premier client renonce.", "Matignon"),
        ("Hier, Berlin renonce.", "A German shepherd barks.", "Berlin"),
        ("Hier, le PS renonce.", "Pedro Sánchez renonce.", "PS"),
        ("Ici, Sam Musk part.", "Sam Altman and Elon Musk met.", "Sam Musk"),
        ("Ici, Jean Legrand part.", "Jean Dupont et Marie Legrand partent.", "Jean Legrand"),
        ("Ici, l’Australie vote.", "Austria votes.", "Australie"),
        ("Ici, le Nigeria vote.", "Niger votes.", "Nigeria"),
        ("Ici, Maurice vote.", "Mauritania votes.", "Maurice"),
        ("Ici, Julie Keller vote.", "Julia Keller votes.", "Julie Keller"),
        ("Ici, Marie Keller vote.", "Maria Keller votes.", "Marie Keller"),
        ("Ici, Marie Le Drac vote.", "Jean-Marie Le Drac vote.", "Marie Le Drac"),
        ("Ici, Luc Keller vote.", "Jean-Luc Keller vote.", "Luc Keller"),
        ("Ici, la Chine recrute.", "China Mobile is hiring.", "Chine"),
        ("Ici, la France recrute.", "Air France is hiring.", "France"),
        ("Ici, l’Amérique recrute.", "Bank of America is hiring.", "Amérique"),
    ],
)
def test_a_name_that_only_resembles_one_is_doubted(sentence: str, passage: str, name: str) -> None:
    assert name in doubted(sentence, passage)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Il préfère Sonnet 4.5.", "He prefers Sonnet 4 and 4.5."),
        ("La puce Ascend 960 sort.", "Of the Ascend chips, the 960 is out."),
        ("L’indice Stoxx 600 recule.", "The Stoxx Europe 600 fell."),
        ("Il vole en Boeing 737.", "He flies on Boeing’s 737."),
        ("Kjell Røkke investit.", "Kjell Roekke has invested."),
        ("J. Keller part.", "Selon Keller, il part."),
        ("R. Keller part.", "Roger Keller part."),
        ("Le PDG parle d’IA.", "The chief executive speaks of language models."),
        ("Alexandre Keller part.", "Alexander Keller leaves."),
        ("La Floride et Palerme votent.", "Florida and Palermo vote."),
        ("La Caroline du Nord vote.", "North Carolina votes."),
        ("Air France recrute.", "Air France is hiring."),
        ("La Banque d’Angleterre recrute.", "Bank of England is hiring."),
        ("La Chine vote.", "China votes on China Mobile."),
        ("La Chine bannit ces puces.", "China Bans Chips"),
        ("La Chine négocie.", "US-China Talks Go On"),
        ("Cela date du XIXe siècle.", "It goes back to the 19th century."),
        ("C’est gratuit pour les Américains.", "C’est gratuit aux États-Unis."),
        ("Hier, la Bourse de Tokyo recule.", "Stocks fell in Tokyo."),
        ("La visite d’État de Jean Keller finit.", "La visite de Jean Keller finit."),
        ("Le site est au Texas.", "The Texan site opens."),
        ("Le Covid l’a retardé.", "The coronavirus pandemic delayed it."),
        ("Il livre des drones à Moscou.", "It supplies Russia with drones."),
    ],
)
def test_a_name_that_is_written_otherwise_passes(sentence: str, passage: str) -> None:
    assert doubted(sentence, passage) == {}


def test_a_capital_speaks_for_the_country_of_the_story() -> None:
    found = check(
        "Hier, Pékin renonce.",
        ["The CAC gives it up."],
        ["China yields."],
        language="fr",
        anchor=DAY,
    )
    assert [one.status for one in found if one.kind == "name"] == ["supported"]


def test_a_people_may_stand_apart_from_its_person() -> None:
    assert doubted("Le Suisse Roger Keller gagne.", "Roger Keller has won it for the Swiss.") == {}


@pytest.mark.parametrize(
    ("sentence", "passage", "name"),
    [
        ("La NSA lance une fusée.", "NASA launched a rocket.", "NSA"),
        ("La FIA punit le club.", "FIFA has punished the club.", "FIA"),
        ("On suit Meta, le bateau tient.", "Même en temps agité, le bateau tient.", "Meta"),
        ("Avec Meta, ils acceptent.", "Many executives then agreed to it.", "Meta"),
        ("On vit en Iran.", "In recent academic news, they live well.", "Iran"),
        ("On vit en Iran.", "There is rain where they live.", "Iran"),
        ("On a vu Paul.", "Politicians and unions left the room.", "Paul"),
        ("Ils aiment Bolt chaque été.", "Ils aiment la BCE.", "Bolt"),
    ],
)
def test_letters_that_words_happen_to_have_are_no_abbreviation(
    sentence: str, passage: str, name: str
) -> None:
    assert name in doubted(sentence, passage)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("On étudie l’ADN.", "They are looking at the DNA of it."),
        ("On parle du CFA.", "They speak of the Council for Foreign Affairs in this."),
    ],
)
def test_an_abbreviation_stands_for_its_words(sentence: str, passage: str) -> None:
    assert doubted(sentence, passage) == {}


@pytest.mark.parametrize(
    ("sentence", "passage", "name"),
    [
        ("L’ONU condamne.", "Un porte-parole condamne.", "ONU"),
        ("L’OMS condamne.", "People who are there condemn it.", "OMS"),
        ("Les États-Unis condamnent.", "He told us that they condemn it.", "États-Unis"),
        ("Un Américain condamne.", "He told us that they condemn it.", "Américain"),
        ("L’UE a gagné.", "Le club a eu gain de cause.", "UE"),
        ("Il voit l’UA.", "The au pair leaves.", "UA"),
        ("On aime la TVA.", "A vat of it is on the way.", "TVA"),
        ("On attend la Fed.", "They fed the cat.", "Fed"),
        ("On suit Wall Street.", "New York schools close.", "Wall Street"),
    ],
)
def test_a_small_word_is_no_name_of_two_or_three_letters(
    sentence: str, passage: str, name: str
) -> None:
    assert name in doubted(sentence, passage)


def test_a_small_word_of_another_language_is_no_name() -> None:
    assert "United Nations" in doubted("The United Nations left.", "Un homme part, dit-il.", "en")


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("L’ONU condamne.", "The UN has condemned it."),
        ("L’OMS condamne.", "The WHO has condemned it."),
        ("Les États-Unis condamnent.", "The US has condemned it."),
        ("Les États-Unis condamnent.", "The U.S. has condemned it."),
        ("On attend la Fed.", "They are waiting for the Fed to act."),
        ("On aime l’IA.", "They are fond of AI."),
    ],
)
def test_letters_in_capitals_are_the_name(sentence: str, passage: str) -> None:
    assert doubted(sentence, passage) == {}


def test_a_firm_that_opens_an_english_sentence_keeps_its_country() -> None:
    said = "Bank of America has said so."
    assert doubted(said, said, "en") == {}
