"""Articles and stories in our own words."""

from datetime import UTC, datetime

import pytest

from digest.model import Article, Story


def make_article(number: int, title: str, text: str, **values: object) -> Article:
    known: dict[str, object] = {
        "url": f"https://source{number}.example/page",
        "source": f"Source {number}",
        "publisher": f"source{number}.example",
        "language": "fr",
        "published": datetime(2025, 9, 24, 8, tzinfo=UTC),
    }
    return Article(id=f"{number:012x}", title=title, text=text, **(known | values))  # type: ignore[arg-type]  # keywords of a test


LEAD = (
    "La société Boréal lève 120 millions d’euros pour construire trois centres de données en "
    "Norvège. Elle promet 200 emplois à Narvik avant la fin de 2026. L’énergie viendra de barrages "
    "voisins, achetée pour quinze ans à prix fixe. Faut-il y voir une bulle ? Lire aussi : notre "
    "dossier sur le froid."
)
OTHER = (
    "Boréal obtient 120 millions d’euros afin de bâtir trois centres de données en Norvège. "
    "Le fonds Arctis apporte la moitié de la somme et prend un siège au conseil. "
    "« Nous voulons prouver que le calcul peut vivre de l’eau et du vent, sans rien prendre aux "
    "villes voisines », dit la présidente. La mairie de Narvik prépare une enquête publique le "
    "14 octobre."
)
ENGLISH = (
    "Boreal has raised 120 million euros to build three data centres in Norway. "
    "The Arctis fund pays half of the sum and takes a seat on the board."
)


@pytest.fixture
def story() -> Story:
    return Story(
        id="s1a2b3c",
        articles=(
            make_article(1, "Boréal lève 120 millions d’euros pour ses centres de données", LEAD),
            make_article(2, "VIDÉO. Boréal s’installe à Narvik - Source 2", OTHER),
            make_article(3, "Boreal raises 120 million euros", ENGLISH, language="en"),
        ),
    )
