"""One page after another, patiently: redirects, other tries, what a site's rules say. The async side."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from urllib.parse import urljoin, urlsplit

from protego import Protego

from digest.errors import SourceError
from digest.fetch import rights
from digest.fetch.hop import (
    BROWSER,
    REDIRECTS,
    Answer,
    Hops,
    Limits,
    PassingError,
    SilenceError,
    StatusError,
    host,
)
from digest.notice import Notice
from digest.urls import is_web

__all__ = ["Client"]

MOST_RULES = 512_000  # bytes of a robots.txt or a tdmrep.json; RFC 9309, 2.5 asks for 500 KiB


class Client:
    """Lives in one event loop; `Fetcher` is its door for everybody else."""

    def __init__(self, *, limits: Limits, user_agent: str, allow_private: bool) -> None:
        self._limits = limits
        self._user_agent = user_agent
        self._hops = Hops(limits=limits, user_agent=user_agent, allow_private=allow_private)
        self._silent: Counter[str] = Counter()
        self._robots: dict[str, asyncio.Task[Protego | None]] = {}
        self._tdmrep: dict[str, asyncio.Task[bytes]] = {}

    async def get(self, url: str, *, headers: dict[str, str], robots: bool) -> Answer:
        """GET `url`, following redirects, each of which is checked as the first address was.

        Raises SourceError with what went wrong at which address.
        """

        async def hop(url: str) -> Answer:
            if robots:
                await self._ask_robots(url)
            return await self._patiently(url, headers)

        return await self._follow(url, hop)

    async def status(self, url: str) -> int:
        """The status that `url` answers with after its redirects; no body is read.

        HEAD, and GET where HEAD is refused. Raises SourceError when it cannot be asked.
        """
        return (await self._follow(url, self._look)).status

    async def rights(self, url: str) -> rights.SiteRights:
        """What the site of `url` says of models that read this page; nothing where it cannot be asked."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._tdmrep:
            self._tdmrep[site] = asyncio.create_task(self._reserved(site))
        tdmrep = await asyncio.shield(self._tdmrep[site])
        try:
            rules = await self._site_rules(site)
        except SourceError:
            rules = None
        may_read = rules.can_fetch if rules else _anyone
        return rights.site_rights(url, may_read=may_read, tdmrep=tdmrep)

    async def aclose(self) -> None:
        await self._hops.aclose()

    async def _follow(self, asked: str, hop: Callable[[str], Awaitable[Answer]]) -> Answer:
        """The first answer to `hop` that leads nowhere else."""
        url = asked
        for _ in range(self._limits.redirects + 1):
            if not is_web(url):
                raise SourceError(
                    Notice("{url} is not a web address.", url=url),
                    Notice("Write it like https://…"),
                )
            answer = await hop(url)
            target = answer.headers.get("Location", "")
            if answer.status not in REDIRECTS or not target:
                return answer
            url = urljoin(url, target)
        raise SourceError(
            Notice("{asked} redirects in circles.", asked=asked),
            Notice("Correct the address, or remove it."),
        )

    async def _look(self, url: str) -> Answer:
        try:
            answer = await self._hops.look("HEAD", url)
            return answer if answer.status < 400 else await self._hops.look("GET", url)
        except PassingError as passing:
            raise passing.error from passing

    async def _patiently(self, url: str, headers: dict[str, str]) -> Answer:
        """One hop, tried again while there is hope; not at all for a host that is dead today.

        A feed may link to a hundred pages of it: at a minute each they would take the evening.
        """
        name = host(url)
        if self._silent[name] >= self._limits.silences:
            raise SourceError(
                Notice("{url} was not asked: {host} does not answer.", url=url, host=name),
                Notice("Try again later."),
            )
        try:
            return await self._tries(url, headers)
        except SilenceError:
            self._silent[name] += 1
            raise

    async def _tries(self, url: str, headers: dict[str, str]) -> Answer:
        for wait in self._limits.waits:
            try:
                return await self._hops.get(url, headers)
            except PassingError as passing:
                if passing.wait > self._limits.longest_wait:
                    raise passing.error from passing
                await asyncio.sleep(max(wait, passing.wait))
        try:
            return await self._hops.get(url, headers)
        except PassingError as passing:
            raise passing.error from passing

    async def _ask_robots(self, url: str) -> None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        try:
            rules = await self._site_rules(site)
        except SourceError as error:
            raise SourceError(
                Notice(
                    "{url} is not fetched, since the site's rules cannot be read: {message}",
                    url=url,
                    message=error.message,
                ),
                error.hint,
            ) from error
        if rules is not None and not rules.can_fetch(url, self._user_agent):
            raise SourceError(
                Notice("{url} is closed to programs by the site's robots.txt.", url=url), BROWSER
            )

    async def _site_rules(self, site: str) -> Protego | None:
        if site not in self._robots:
            self._robots[site] = asyncio.create_task(self._rules(site))
        return await asyncio.shield(self._robots[site])

    async def _reserved(self, site: str) -> bytes:
        """The tdmrep.json of `site`; empty where there is none."""
        try:
            answer = await self.get(f"{site}{rights.WELL_KNOWN}", headers={}, robots=False)
        except SourceError:
            return b""
        return answer.body[:MOST_RULES]

    async def _rules(self, site: str) -> Protego | None:
        """The rules of `site`; None where there are none.

        RFC 9309, 2.3.1: a robots.txt that is refused (4xx) allows everything, one that is out of
        order (5xx, silence) nothing. Any other trouble is the page's own, and told of the page.
        """
        try:
            answer = await self.get(f"{site}/robots.txt", headers={}, robots=False)
        except SourceError as error:
            if isinstance(error, SilenceError):
                raise
            if isinstance(error, StatusError) and error.status >= 500:
                raise
            return None
        return Protego.parse(answer.body[:MOST_RULES].decode("utf-8", "replace"))


def _anyone(_url: str, _agent: str) -> bool:
    return True
