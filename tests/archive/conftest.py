from collections.abc import Callable
from datetime import date

import pytest

from digest.archive import Published
from digest.config import Newsletter
from digest.model import Issue, Item, Link, Picture, Prose, Section
from digest.render import render

URL = "https://veille.example/{date}"


@pytest.fixture(scope="session")
def newsletter() -> Newsletter:
    return Newsletter(name="La Veille", tagline="Ce qui bouge", url=URL)


@pytest.fixture(scope="session")
def make(newsletter: Newsletter) -> Callable[..., Published]:
    """An issue with an item for everyone, one for subscribers, and a note to the editor."""

    def one(day: int, title: str = "Un port se branche", language: str = "fr") -> Published:
        item = Item(
            title=f"Le câble du {day}",
            text="Le port a posé **trois kilomètres** de câble.",
            links=(Link(text="Le Fil", url="https://fil.example/a"),),
        )
        issue = Issue(
            date=date(2025, 9, day),
            title=title,
            number=day,
            language=language,
            teaser=("Le câble arrive", "<b>Les grues</b> & les quais"),
            sections=(
                Section(
                    key="port", title="Le port", blocks=(item, Picture(src="a.png", alt="Le quai"))
                ),
                Section(
                    title="Réservé", audience="subscribers", blocks=(Item(title="Confidentiel"),)
                ),
                Section(key="about", title="À propos", blocks=(Prose(text="Écrit à la main."),)),
            ),
        )
        page = render(issue, newsletter=newsletter, templates=None, pictures=lambda _: PNG)
        return Published(
            issue=issue,
            title=issue.title,
            teaser=issue.teaser,
            page=page.web,
            pictures={picture.name: picture.data for picture in page.pictures},
        )

    return one


def png() -> bytes:
    from digest.drawing import Canvas

    return Canvas(20, 10, "#336699").png()


PNG = png()
