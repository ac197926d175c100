"""Rules that ask others: the sites that the mail links to, and the filters it has to pass."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from digest.check.links import found_at
from digest.check.proof import Proof
from digest.check.rule import Found
from digest.errors import SourceError
from digest.notice import Notice

__all__ = ["dead_links", "spam"]

AT_ONCE = 8
# Answers that say nothing of the page: a site may refuse programs, or want a reader's password.
SILENT = frozenset({401, 402, 403, 405, 406, 407, 429, 451})
SUSPECT = 3.0  # points; SpamAssassin files a mail away at 5


def dead_links(proof: Proof) -> Iterator[Found]:
    """Links whose page is gone, or whose site does not answer; asked only when somebody wishes it."""
    if proof.ask is None:
        return
    newsletter = proof.newsletter
    # Its own page is not there before it is sent.
    own = newsletter.url.replace("{date}", proof.issue.date.isoformat())
    urls = dict.fromkeys(
        url
        for element in proof.page.iter("a")
        if (url := element.get("href") or "").startswith(("https://", "http://"))
        and url not in {own, newsletter.unsubscribe_url}
    )
    ask = proof.ask
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda url: _answer(ask, url), urls)
        for url, answer in zip(urls, answers, strict=True):
            if answer:
                yield found_at(proof, url, answer)


def _answer(ask: Callable[[str], int], url: str) -> Notice | None:
    """What is wrong with the answer of `url`; None for a good one, or one that says nothing."""
    try:
        status = ask(url)
    except SourceError as error:
        return Notice("“{url}” cannot be read: {error}", url=url[:80], error=error.message)
    if status < 400 or status in SILENT:
        return None
    return Notice("“{url}” answers {status}.", url=url[:80], status=status)


def spam(proof: Proof) -> Iterator[Found]:
    """A mail that a filter would take for an unwanted one; asked only where there is one."""
    found = proof.score(proof.email.eml) if proof.score else None
    if found is not None and found[0] >= SUSPECT:
        yield Found(
            evidence=Notice(
                "SpamAssassin gives it {points:g} points: {reasons}.",
                points=found[0],
                reasons=found[1],
            )
        )
