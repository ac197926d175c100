"""Articles in our own words: four events, two languages."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from digest.model import Article

MONDAY = datetime(2025, 9, 22, 8, tzinfo=UTC)

WEEK = (
    # One event in both languages.
    ("a1", "fr", "Helios", "Nordal lève 300 millions d'euros", 22, "La jeune pousse norvégienne Nordal annonce une levée de fonds de 300 millions d'euros menée par le fonds Baltica. Nordal construit à Bergen des centres de données refroidis à l'eau de mer."),
    ("a2", "fr", "Le Fil", "Centres de données : 300 millions pour Nordal", 22, "Le fonds Baltica mène le tour de table de Nordal, qui lève 300 millions d'euros pour ses centres de données de Bergen, refroidis à l'eau de mer."),
    ("a3", "en", "Daily Circuit", "Nordal raises 300 million euros", 23, "Norwegian start-up Nordal raised 300 million euros from investors led by Baltica. It builds sea-cooled data centres in Bergen."),
    # Another event of the same company.
    ("b1", "fr", "Helios", "Nordal nomme une directrice financière", 25, "Venue de la banque Fjordkred, où elle dirigeait la trésorerie, Ingrid Solberg devient directrice financière de Nordal. À 41 ans, elle prendra ses fonctions à Oslo en janvier et succède à Jens Dahl, l'un des fondateurs, qui enseignera à Trondheim. Le conseil d'administration a retenu sa candidature parmi 12 autres ; les syndicats demandent que la parité soit atteinte aussi dans les ateliers."),
    # A law.
    ("c1", "fr", "Le Fil", "Les députés votent la loi sur les écrans", 24, "L'Assemblée nationale adopte la proposition de loi sur les écrans : pas de réseau social avant quinze ans, et un couvre-feu pour les lycéens. Le Sénat examinera le texte."),
    ("c2", "fr", "La Dépêche du soir", "Écrans : la loi adoptée par l'Assemblée", 24, "La proposition de loi sur les écrans est adoptée par l'Assemblée nationale. Le texte interdit un réseau social avant quinze ans et prévoit un couvre-feu ; le Sénat doit l'examiner."),
    # A film.
    ("d1", "en", "Daily Circuit", "Animation studio Kite sues over a film", 26, "The studio Kite sues a video generator in Los Angeles and says the model copied its animated film about a heron. A judge will hear the copyright claim."),
    ("d2", "fr", "Helios", "Le studio Kite attaque un générateur de vidéos", 26, "Le studio Kite porte plainte à Los Angeles contre un générateur de vidéos, accusé d'avoir copié un film d'animation. Un juge entendra la plainte sur le copyright."),
)  # fmt: skip


def make(
    key: str,
    title: str,
    text: str,
    *,
    language: str | None = "fr",
    source: str = "Helios",
    published: datetime | None = MONDAY,
    by_hand: bool = False,
) -> Article:
    return Article(
        id=key,
        url=f"https://example.org/{key}",
        title=title,
        text=text,
        source=source,
        publisher=source.lower(),
        published=published,
        language=language,
        by_hand=by_hand,
    )


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Makes an article from id, title and text."""
    return make


@pytest.fixture(scope="session")
def week() -> tuple[Article, ...]:
    return tuple(
        make(key, title, text, language=language, source=source, published=MONDAY.replace(day=day))
        for key, language, source, title, day, text in WEEK
    )
