"""Items made of the sources' own sentences."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import WriterError
from digest.model import Story
from digest.write import Extractive

from .conftest import LEAD, OTHER, make_article


def test_every_sentence_stands_verbatim_in_its_passages(story: Story) -> None:
    articles = {article.id: article for article in story.articles}
    for sentence in Extractive().write(story).sentences:
        assert sentence.passages
        for passage in sentence.passages:
            assert articles[passage.article].text[passage.start : passage.end] == passage.text
            assert " ".join(passage.text.split()) == sentence.text


def test_two_to_four_sentences_of_40_to_90_words(story: Story) -> None:
    entry = Extractive().write(story)
    assert 2 <= len(entry.sentences) <= 4
    assert 40 <= len(" ".join(sentence.text for sentence in entry.sentences).split()) <= 90


def test_it_begins_at_the_head_of_the_lead_article(story: Story) -> None:
    first = Extractive().write(story).sentences[0]
    assert first.passages[0].article == story.lead.id
    assert first.passages[0].start == 0


def test_the_same_news_is_not_told_twice(story: Story) -> None:
    told = " ".join(sentence.text for sentence in Extractive().write(story).sentences)
    assert told.count("120 millions") == 1


def test_what_another_article_retells_in_its_own_words_is_left_out() -> None:
    one = (
        "Le juge de Narvik a donné jeudi son approbation à l’accord entre Boréal et les pêcheurs du fjord. "
        "Boréal paiera au moins 15 millions d’euros pour 480 filets détruits par ses barrages."
    )
    other = (
        "Boréal évite un procès. Jusqu’à sept cents filets étaient en cause, et la somme demandée dépassait "
        "les moyens de la société ; l’accord approuvé jeudi par un juge la ramène à 15 millions d’euros. "
        "Les pêcheurs reprochaient à la société d’avoir ouvert les vannes de nuit, deux hivers de suite."
    )
    pages = (
        make_article(1, "Un juge approuve l’accord de Boréal avec les pêcheurs", one),
        make_article(2, "Filets détruits : Boréal évite le procès", other),
    )
    told = [s.text for s in Extractive().write(Story(id="s1", articles=pages)).sentences]
    assert " ".join(told[:2]) == one
    assert not any("approuvé jeudi" in text for text in told)


def test_a_denial_is_told_beside_what_it_denies() -> None:
    text = (
        "Boréal a versé 3 millions d’euros au maire de Narvik pour obtenir le marché du port en 2024. "
        "Les enquêteurs ont fouillé mardi les bureaux de Boréal à Oslo et saisi quarante dossiers. "
        "Boréal dément avoir versé 3 millions d’euros au maire de Narvik pour obtenir le marché du port. "
        "Les travaux du port doivent durer jusqu’en 2030 et coûter 90 millions d’euros."
    )
    page = make_article(1, "Boréal a versé 3 millions d’euros au maire de Narvik", text)
    told = [s.text for s in Extractive().write(Story(id="s1", articles=(page,))).sentences]
    assert any(sentence.startswith("Boréal dément") for sentence in told)


def test_a_short_denial_follows_what_it_answers() -> None:
    text = (
        "Ada Ek quitte la présidence de Boréal après onze ans, a annoncé lundi le conseil du groupe. "
        "Elle nie toute fraude. "
        "Le fonds Arctis, premier actionnaire, choisira son successeur avant la fin de janvier. "
        "Boréal exploite onze barrages dans le nord de la Norvège et emploie 900 personnes à Narvik. "
        "Le conseil se réunira mardi à Oslo pour fixer le salaire du prochain président du groupe."
    )
    page = make_article(1, "Ada Ek, accusée de fraude, quitte Boréal", text)
    told = [s.text for s in Extractive().write(Story(id="s1", articles=(page,))).sentences]
    assert told[1] == "Elle nie toute fraude."


def test_a_warning_above_the_news_does_not_open_the_item() -> None:
    news = "La ville de Narvik vend mardi ses trois barrages à la société Boréal."
    page = make_article(1, "Narvik", f"Avertissement : ce récit peut heurter les pêcheurs. {news}")
    assert Extractive().write(Story(id="s1", articles=(page,))).sentences[0].text == news


def test_what_stands_first_in_its_article_names_nobody_too_early() -> None:
    lead = "Le tribunal a condamné lundi Boréal à 15 millions d’euros d’amende pour 480 filets détruits."
    text = f"{lead} La société exploite onze barrages dans le nord de la Norvège et emploie 900 personnes."
    page = make_article(1, "Un tribunal condamne Boréal à 15 millions d’euros d’amende", text)
    told = Extractive().write(Story(id="s1", articles=(page,))).sentences
    assert told[0].text == lead


def test_a_sentence_with_the_same_names_and_a_new_figure_is_news() -> None:
    text = (
        "Boréal a promis lundi 90 millions d’euros à Arctis. "
        "En échange, Arctis doit à Boréal au moins 10 gigawatts de courant. "
        "La pluie tombe sur le port."
    )
    page = make_article(1, "Boréal promet 90 millions d’euros à Arctis", text)
    told = [s.text for s in Extractive().write(Story(id="s1", articles=(page,))).sentences]
    assert any("10 gigawatts" in text for text in told)


def test_questions_and_furniture_stay_out(story: Story) -> None:
    told = Extractive().write(story).item.text
    assert "bulle" not in told
    assert "Lire aussi" not in told


def test_what_points_back_follows_what_it_points_to() -> None:
    story = Story(id="s1", articles=(make_article(1, "Boréal à Narvik", LEAD),))
    told = [sentence.text for sentence in Extractive().write(story).sentences]
    for text in told:
        if text.startswith("Elle"):
            assert told[told.index(text) - 1].startswith("La société Boréal")


def test_other_languages_only_when_there_is_no_other(story: Story) -> None:
    assert Extractive(language="fr").write(story).item.marks == ()
    assert "Boreal has raised" not in Extractive(language="fr").write(story).item.text
    english = Story(id="s2", articles=story.articles[2:])
    assert Extractive(language="fr").write(english).item.marks == ("lang:en",)


def test_a_sentence_of_two_articles_rests_on_both() -> None:
    articles = (
        make_article(1, "Boréal à Narvik", LEAD),
        make_article(2, "Boréal lève", f"Oslo.\n\n{LEAD}"),
    )
    first = Extractive().write(Story(id="s1", articles=articles)).sentences[0]
    assert {passage.article for passage in first.passages} == {article.id for article in articles}


def test_one_link_for_each_publisher_family_the_lead_first(story: Story) -> None:
    sister = replace(story.articles[1], id="f" * 12, publisher=story.lead.publisher, source="Sœur")
    unsafe = replace(story.articles[1], id="e" * 12, url="javascript:alert(1)", publisher="x")
    entry = Extractive().write(Story(id="s1", articles=(*story.articles, sister, unsafe)))
    assert [link.text for link in entry.item.links] == ["Source 1", "Source 2", "Source 3"]


def test_the_title_rests_on_a_headline(story: Story) -> None:
    entry = Extractive().write(story)
    assert entry.item.title == "Boréal lève 120 millions d’euros pour ses centres de données"
    assert entry.title_from is not None
    assert entry.title_from.field == "title"


def test_markup_of_an_article_is_text_in_the_item() -> None:
    text = "La société *Boréal* lève <b>120 millions</b> d’euros pour [bâtir](http://x.example) au nord."
    entry = Extractive().write(Story(id="s1", articles=(make_article(1, "Boréal", text),)))
    assert entry.item.text == (
        "La société \\*Boréal\\* lève \\<b>120 millions\\</b> d’euros pour \\[bâtir\\](http://x.example) au nord."
    )


def test_a_headline_alone_is_an_item() -> None:
    entry = Extractive().write(
        Story(id="s1", articles=(make_article(1, "Boréal choisit Narvik", ""),))
    )
    assert entry.item.text == "Boréal choisit Narvik"
    assert entry.sentences[0].passages[0].field == "title"


def test_no_word_at_all_is_an_error_that_names_the_story() -> None:
    with pytest.raises(WriterError, match="s1a2"):
        Extractive().write(Story(id="s1a2", articles=(make_article(1, "", " "),)))


def test_other_spaces_choose_the_same_sentences(story: Story) -> None:
    spaced = tuple(
        replace(a, text=a.text.replace(" millions", "\u202fmillions")) for a in story.articles
    )
    one, other = Extractive().write(story), Extractive().write(Story(id=story.id, articles=spaced))
    assert [s.passages[0].start for s in one.sentences] == [
        s.passages[0].start for s in other.sentences
    ]


PIECES = st.sampled_from(
    [*LEAD.split(". "), *OTHER.split(". "), "\n\n", "« ouvert", "…", "?", "<!-- x -->"]
)


@settings(max_examples=60)
@given(st.lists(PIECES, min_size=1, max_size=12), st.lists(PIECES, max_size=12))
def test_whatever_the_articles_hold_the_evidence_is_true(one: list[str], other: list[str]) -> None:
    texts = (". ".join(one), ". ".join(other))
    articles = tuple(
        make_article(n, "Un titre en trois mots", text) for n, text in enumerate(texts, 1)
    )
    entry = Extractive().write(Story(id="s1", articles=articles))
    known = {article.id: article for article in articles}
    for sentence in entry.sentences:
        for passage in sentence.passages:
            whole = getattr(known[passage.article], passage.field)
            assert whole[passage.start : passage.end] == passage.text
    assert len(entry.sentences) <= 4
