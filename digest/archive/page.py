"""The pages of the site: the first one, the frame round an issue's page, and the one for nothing."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from digest.archive.issue import Published
from digest.archive.places import Places
from digest.config import Newsletter
from digest.languages import Phrases, phrases

__all__ = ["framed", "home", "lost"]

HOME = "index.html"


def home(
    issues: Sequence[Published], newsletter: Newsletter, places: Places, *, search: str
) -> str:
    """The first page: the newest issue, the search, all issues by year."""
    say = phrases(newsletter.language)
    rows = [_row(one, places, HOME, say) for one in issues]
    years = [(year, list(rows)) for year, rows in groupby(rows[1:], lambda row: row["year"])]
    return _filled(
        "home.html",
        newsletter,
        say,
        canonical=places.base,
        card=places.web("cards/home.png"),
        feeds=bool(places.base),
        newest=rows[0] if rows else None,
        years=years,
        search=search,
    )


def lost(newsletter: Newsletter, places: Places) -> str:
    """The page for an address that leads nowhere; it may be shown at any depth."""
    return _filled("404.html", newsletter, phrases(newsletter.language), home=places.base or "/")


def framed(
    one: Published,
    newer: Published | None,
    older: Published | None,
    newsletter: Newsletter,
    places: Places,
) -> str:
    """An issue's page with its place in the site: links to the first page and to its neighbours.

    The page itself is as it was rendered; a theme's own page that has no `</head>` or `<body>`
    stays without.
    """
    here = places.issue(one.day)
    say = phrases(one.issue.language)
    head, top, foot = (
        _environment()
        .get_template(name)
        .render(
            say=say,
            newsletter=newsletter,
            home=places.seen(HOME, source=here),
            feed=places.seen("feed.xml", source=here) if places.base else "",
            card=places.web(f"cards/{one.day}.png"),
            newer=_row(newer, places, here, say) if newer else None,
            older=_row(older, places, here, say) if older else None,
        )
        for name in ("issue-head.html", "issue-top.html", "issue-foot.html")
    )
    page = one.page.replace("</head>", f"{head}</head>", 1)
    page = page.replace("<body>", f"<body>\n{top}", 1)
    return page.replace("</body>", f"{foot}</body>", 1)


def _row(one: Published, places: Places, source: str, say: Phrases) -> dict[str, Any]:
    return {
        "url": places.seen(places.issue(one.day), source=source),
        "title": one.title,
        "day": one.day.isoformat(),
        "year": one.day.year,
        "date": say.date(one.day),
        "number": say("head.number", number=one.issue.number) if one.issue.number else "",
        "teaser": one.teaser,
        "language": one.issue.language,
    }


def _filled(template: str, newsletter: Newsletter, say: Phrases, **values: Any) -> str:
    page = _environment().get_template(template)
    return page.render(newsletter=newsletter, brand=newsletter.brand, say=say, **values) + "\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("digest.archive", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
