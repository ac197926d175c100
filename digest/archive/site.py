"""The whole site as files: path -> bytes. The same issues give the same bytes."""

from collections.abc import Mapping, Sequence

from digest.archive.card import card
from digest.archive.feeds import atom, json_feed, sitemap
from digest.archive.issue import Published
from digest.archive.page import framed, home, lost
from digest.archive.places import Places
from digest.archive.search import index
from digest.config import Newsletter

__all__ = ["site"]


def site(issues: Sequence[Published], newsletter: Newsletter) -> Mapping[str, bytes]:
    """Every file of the archive of `issues`, in the order in which they are to be written: a page
    comes before what links to it.

    Feeds and the sitemap need the site's address (`newsletter.url`); without one they are left out.
    """
    issues = sorted(issues, key=lambda one: one.day, reverse=True)
    places = Places(newsletter.url)
    files: dict[str, bytes] = {}
    for at, one in enumerate(issues):
        for name, data in one.pictures.items():
            files[places.beside(one.day, f"pictures/{name}")] = data
        files[f"cards/{one.day}.png"] = card(one.title, one.day, newsletter)
        newer = issues[at - 1] if at else None
        older = issues[at + 1] if at + 1 < len(issues) else None
        files[places.issue(one.day)] = framed(one, newer, older, newsletter, places).encode()
    files["cards/home.png"] = card(newsletter.tagline or newsletter.name, None, newsletter)
    found, folder = index(issues, places)
    files |= found
    if places.base:
        files["feed.xml"] = atom(issues, newsletter, places)
        files["feed.json"] = json_feed(issues, newsletter, places)
        files["sitemap.xml"] = sitemap(issues, places)
    files["robots.txt"] = _robots(places).encode()
    files["404.html"] = lost(newsletter, places).encode()
    files["index.html"] = home(issues, newsletter, places, search=folder).encode()
    return files


def _robots(places: Places) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if places.base:
        lines += ["", f"Sitemap: {places.web('sitemap.xml')}"]
    return "\n".join(lines) + "\n"
