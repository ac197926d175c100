"""Which sums of a week's stories are announced, by whom, and of which kind."""

from datetime import UTC, date, datetime

import pytest

from digest.bubble import find
from digest.config import BubbleSettings
from digest.model import Article, Story

DAY = date(2025, 9, 27)


def article(text: str, title: str = "", *, id_: str = "a1", language: str | None = None) -> Article:
    return Article(
        id=id_,
        url=f"https://fil.example/{id_}",
        title=title,
        text=text,
        source="Le Fil",
        publisher="fil.example",
        language=language,
        published=datetime(2025, 9, 24, 9, tzinfo=UTC),
    )


def deals(*articles: Article, **settings):
    story = Story(id="s1a2b3c4d5e6f", articles=articles)
    return find([story], day=DAY, settings=BubbleSettings(**settings))


def row(*articles: Article):
    """(who, with whom, kind, sum in millions and currency, sure) of the only deal."""
    (deal,) = deals(*articles)
    return (
        deal.who,
        deal.whom,
        deal.kind,
        f"{float(deal.money or 0) / 10**6:.6g} {deal.unit}",
        not deal.doubt,
    )


ANNOUNCED = [
    ("Mardi, Mistral a levé 1,7 milliard d’euros auprès d’ASML.", "Mistral", "ASML", "funding", "1700 EUR"),
    ("Anthropic raised $13 billion in a Series F round led by Iconiq.", "Anthropic", "Iconiq", "funding", "13000 USD"),
    ("Oracle a placé 18 Md$ d’obligations pour bâtir ses centres de données.", "Oracle", "", "debt", "18000 USD"),
    ("CoreWeave secured a $2.6 billion loan for its data centers.", "CoreWeave", "", "debt", "2600 USD"),
    ("Workday rachète Sana pour 1,1 milliard de dollars.", "Workday", "Sana", "acquisition", "1100 USD"),
    ("OpenAI agreed to buy Statsig for $1.1 billion in stock.", "OpenAI", "Statsig", "acquisition", "1100 USD"),
    ("Microsoft a signé avec Nebius un contrat de 17,4 milliards de dollars.", "Microsoft", "Nebius", "contract", "17400 USD"),
    ("Microsoft will spend $30 billion on data centers in the United Kingdom.", "Microsoft", "", "capex", "30000 USD"),
    ("Nvidia investit 5 milliards de dollars dans Intel.", "Nvidia", "Intel", "investment", "5000 USD"),
    ("Australian retailer Tasman has been fined A$100m ($62m, £55m).", "Tasman", "", "settlement", "100 AUD"),
    ("Google écope d’une amende de 2,95 milliards d’euros.", "Google", "", "settlement", "2950 EUR"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "whom", "kind", "amount"), ANNOUNCED)
def test_a_deal_has_two_sides_a_kind_and_a_sum(text, who, whom, kind, amount):
    assert row(article(text)) == (who, whom, kind, amount, True)


NOT_ANNOUNCED = [
    "La start-up Cohere, valorisée 6,8 milliards de dollars, investit Paris.",
    "Nvidia vaut désormais plus de 4 500 milliards de dollars en Bourse.",
    "L’action Oracle a bondi à 304 dollars après le contrat.",
    "Revenue from cloud contracts rose 52% to $3 billion.",
    "Le groupe détient 11 milliards de dollars de trésorerie après son investissement.",
    "YouTube dit avoir versé 100 milliards de dollars à ses créateurs, un investissement.",
    "En 2023, Microsoft avait investi 10 milliards de dollars dans OpenAI.",
    "Un procès pouvait coûter plus de 1 000 milliards de dollars à Anthropic.",
    "L’objectif du projet Stargate, 500 milliards de dollars d’investissement, reste loin.",
    "Chaque contrat coûte 3 000 dollars par titre.",
    "Le partenariat porte sur 4 GPU et 12 ans.",
]


@pytest.mark.parametrize("text", NOT_ANNOUNCED)
def test_another_sum_is_no_deal(text):
    assert deals(article(text)) == ()


def test_many_articles_on_one_deal_are_one_row():
    told = [
        article(
            "Nscale lève 1,1 Md$ auprès d’Aker.", "Nscale lève 1,1 milliard de dollars", id_="a1"
        ),
        article("Nscale raised $1.1 billion in a Series B led by Aker.", id_="a2", language="en"),
        article("Série B de 1,1 Md$ (environ 1 Md€) pour Nscale.", id_="a3"),
    ]
    assert row(*told) == ("Nscale", "Aker", "funding", "1100 USD", True)
    assert {passage.article for passage in deals(*told)[0].passages} == {"a1", "a2", "a3"}


def test_each_passage_is_the_very_words_of_its_article():
    told = article("Un rappel. Mistral lève 1,7 Md€ auprès d’ASML. Fin.", "Mistral lève 1,7 Md€")
    for passage in deals(told)[0].passages:
        whole = told.title if passage.field == "title" else told.text
        assert whole[passage.start : passage.end] == passage.text


def test_a_sum_in_brackets_is_told_in_passing():
    told = "Anthropic relies on chips from Amazon ($4 billion invested) and keeps its people longer than OpenAI."
    assert deals(article(told, language="en"))[0].doubt == "aside"


def test_the_same_deal_in_two_stories_is_one_row():
    first = Story(id="s1a2b3c", articles=(article("Nvidia investit 5 Md$ dans Intel.", id_="a1"),))
    again = Story(id="s2b3c4d", articles=(article("Nvidia invests $5bn in Intel.", id_="a2"),))
    assert len(find([first, again], day=DAY, settings=BubbleSettings())) == 1


def test_power_stands_beside_the_money_of_its_deal():
    told = article(
        "Nvidia mettra jusqu’à 100 Md$ dans OpenAI pour bâtir 10 GW de centres de données."
    )
    (deal,) = deals(told)
    assert (deal.money, deal.power, deal.up_to) == (100 * 10**9, 10 * 10**9, True)


def test_power_alone_is_a_deal_too():
    (deal,) = deals(article("Meta va bâtir en Louisiane un centre de données de 2 GW."))
    assert (deal.who, deal.money, deal.power) == ("Meta", None, 2 * 10**9)


def test_talks_and_plans_wait_for_the_editor():
    assert (
        deals(article("Nvidia est en pourparlers pour investir 500 M$ dans Wayve."))[0].doubt
        == "planned"
    )


def test_a_plan_gives_way_to_what_was_done():
    plans = [
        article("Oracle cherche à emprunter 15 Md$ en obligations.", id_=f"a{n}") for n in range(3)
    ]
    done = article("Oracle a vendu 18 Md$ d’obligations.", id_="a9")
    assert row(*plans, done)[3:] == ("18000 USD", True)


def test_the_total_of_a_plan_is_only_a_question():
    told = [
        article("Avec ces chantiers, l’investissement de Stargate dépasse 400 Md$.", id_=f"a{n}")
        for n in range(2)
    ]
    assert [not deal.doubt for deal in deals(*told)] == [False]


def test_a_part_of_the_sum_is_no_row_of_its_own():
    told = article("Nscale lève 1,1 Md$, dont 285 M$ d’Aker et 100 M$ de Dell.")
    assert [deal.money for deal in deals(told)] == [1_100_000_000]


def test_a_headline_without_its_decimal_point_is_not_believed():
    told = article(
        "Amazon verse 2,5 Md$ pour clore le procès de la FTC.",
        "Amazon verse 25 milliards de dollars",
    )
    assert row(told)[3] == "2500 USD"


def test_what_is_smaller_than_the_least_does_not_count():
    assert deals(article("2501.AI lève 2 millions d’euros."), least=5_000_000) == ()


def test_an_article_in_another_language_is_not_read():
    assert (
        deals(article("Nvidia investe 500 milioni di dollari, US$ 500 milhões.", language="pt"))
        == ()
    )
