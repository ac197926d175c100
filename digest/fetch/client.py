"""One request after another, patiently: limits, redirects, retries, robots.txt. The async side."""

import asyncio
import ssl
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx2
from protego import Protego

from digest.errors import SourceError
from digest.fetch import rights
from digest.fetch.guard import TRANSPORT_ERRORS, ForbiddenError, GuardedTransport, UnresolvedError
from digest.notice import NOTHING, Notice
from digest.urls import is_web

__all__ = ["Answer", "Client", "Limits"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # worth another try
BROWSER = Notice("If it opens in your browser, save it there and add the file.")
_NO_PROGRAMS = Notice("The site refuses programs. {browser}", browser=BROWSER)
REMEDIES = {
    401: Notice("It wants a password, which digest does not give."),
    402: Notice("It is for paying readers."),
    403: _NO_PROGRAMS,
    404: Notice("Correct the address, or remove it."),
    406: _NO_PROGRAMS,
    410: Notice("It is gone for good; remove it."),
    429: Notice("The site asks for fewer requests; try again later."),
    451: Notice("It is withheld for legal reasons."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is asked of others and how much is taken: seconds, bytes, counts."""

    at_once: int = 8
    per_host: int = 2
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0  # one request, from resolving the name to the last byte
    size: int = 10_000_000  # of the body, decompressed
    redirects: int = 5
    waits: tuple[float, ...] = (1.0, 4.0)  # before the second and the third try
    longest_wait: float = 60.0  # a server that asks for more patience gets none this time
    silences: int = 3  # requests a host may leave unanswered; then it is not asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A final answer: 2xx with its body, or 304 without."""

    url: str
    status: int
    headers: httpx2.Headers
    body: bytes


_Got = TypeVar("_Got")


class _Again(Exception):  # noqa: N818 - a signal between two functions, not an error
    def __init__(self, error: SourceError, wait: float = 0.0) -> None:
        super().__init__(error)
        self.error = error
        self.wait = wait


class _SilenceError(SourceError):
    """The host could not be reached, or not in time."""


class _StatusError(SourceError):
    def __init__(self, status: int, message: Notice, hint: Notice) -> None:
        super().__init__(message, hint)
        self.status = status


class Client:
    """Lives in one event loop; `Fetcher` is its door for everybody else."""

    def __init__(self, *, limits: Limits, user_agent: str, allow_private: bool) -> None:
        self._limits = limits
        self._user_agent = user_agent
        # Keeps cookies for the run: consent pages redirect in circles without them.
        self._http = httpx2.AsyncClient(
            transport=GuardedTransport(connections=limits.at_once, allow_private=allow_private),
            # zstd and br only where httpx2 has their libraries: it knows what it can read.
            headers={"User-Agent": user_agent, "Accept": "*/*"},
            timeout=httpx2.Timeout(limits.read, connect=limits.connect),
            trust_env=False,
        )
        self._all = asyncio.Semaphore(limits.at_once)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._silent: Counter[str] = Counter()
        self._robots: dict[str, asyncio.Task[Protego | None]] = {}
        self._tdmrep: dict[str, asyncio.Task[bytes]] = {}

    async def get(self, url: str, *, headers: dict[str, str], robots: bool) -> Answer:
        """GET `url`, following redirects, each of which is checked as the first address was.

        Raises SourceError with what went wrong at which address.
        """
        asked = url
        for _ in range(self._limits.redirects + 1):
            if not is_web(url):
                raise SourceError(
                    Notice("{url} is not a web address.", url=url),
                    Notice("Write it like https://…"),
                )
            if robots:
                await self._ask_robots(url)
            answer = await self._patiently(url, headers)
            if answer.status not in REDIRECTS:
                return answer
            url = urljoin(url, answer.headers.get("Location", ""))
        raise SourceError(
            Notice("{asked} redirects in circles.", asked=asked),
            Notice("Correct the address, or remove it."),
        )

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
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        may_read = rules.can_fetch if rules else _anyone
        return rights.site_rights(url, path, may_read=may_read, tdmrep=tdmrep)

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _patiently(self, url: str, headers: dict[str, str]) -> Answer:
        """One hop, tried again while there is hope; not at all for a host that is dead today.

        A feed may link to a hundred pages of it: at a minute each they would take the evening.
        """
        host = _host(url)
        if self._silent[host] >= self._limits.silences:
            raise SourceError(
                Notice("{url} was not asked: {host} does not answer.", url=url, host=host),
                Notice("Try again later."),
            )
        try:
            return await self._tries(url, headers)
        except _SilenceError:
            self._silent[host] += 1
            raise

    async def _tries(self, url: str, headers: dict[str, str]) -> Answer:
        for wait in self._limits.waits:
            try:
                return await self._once(url, headers)
            except _Again as again:
                if again.wait > self._limits.longest_wait:
                    raise again.error from again
                await asyncio.sleep(max(wait, again.wait))
        try:
            return await self._once(url, headers)
        except _Again as again:
            raise again.error from again

    async def status(self, url: str) -> int:
        """The status that `url` answers with after its redirects; no body is read.

        HEAD, and GET where HEAD is refused. Raises SourceError when it cannot be asked.
        """
        asked = url
        for _ in range(self._limits.redirects + 1):
            if not is_web(url):
                raise SourceError(
                    Notice("{url} is not a web address.", url=url),
                    Notice("Write it like https://…"),
                )
            status, target = 0, ""
            for method in ("HEAD", "GET"):
                try:
                    status, target = await self._bounded(url, self._ask(method, url))
                except _Again as again:
                    raise again.error from again
                if status < 400:
                    break
            if status not in REDIRECTS or not target:
                return status
            url = urljoin(url, target)
        raise SourceError(
            Notice("{asked} redirects in circles.", asked=asked),
            Notice("Correct the address, or remove it."),
        )

    async def _ask(self, method: str, url: str) -> tuple[int, str]:
        async with self._http.stream(method, url, follow_redirects=False) as response:
            return response.status_code, response.headers.get("Location", "")

    async def _once(self, url: str, headers: dict[str, str]) -> Answer:
        return await self._bounded(url, self._request(url, headers))

    async def _bounded(self, url: str, request: Coroutine[Any, Any, _Got]) -> _Got:
        """What `request` gives, in its turn and in time; its failures in words."""
        host = _host(url)
        one_host = self._hosts.setdefault(host, asyncio.Semaphore(self._limits.per_host))
        try:
            # The host's turn first: those who wait for a slow host hold no place of the others.
            async with one_host, self._all, asyncio.timeout(self._limits.total):
                return await request
        except TimeoutError as error:
            # Not tried again: it has had its minute.
            raise _SilenceError(
                Notice(
                    "{url} took more than {total:g} seconds.", url=url, total=self._limits.total
                ),
                Notice("Try again later."),
            ) from error
        except UnresolvedError as error:
            raise SourceError(
                Notice("There is no host {host} ({url}).", host=host, url=url),
                Notice("Correct the address, or check the network."),
            ) from error
        except ForbiddenError as error:
            raise SourceError(
                Notice("{url} is not fetched: {why}.", url=url, why=error.why),
                Notice("Only public web addresses are fetched."),
            ) from error
        except (httpx2.InvalidURL, httpx2.LocalProtocolError, UnicodeError) as error:
            raise SourceError(
                Notice("{url} is not a valid address.", url=url), Notice("Correct it.")
            ) from error
        except httpx2.DecodingError as error:
            raise SourceError(
                Notice("{url} came damaged: its compression cannot be undone.", url=url),
                Notice("Try again later."),
            ) from error
        except (httpx2.TransportError, *TRANSPORT_ERRORS) as error:
            raise _Again(_unreachable(url, host, error)) from error

    async def _request(self, url: str, headers: dict[str, str]) -> Answer:
        async with self._http.stream(
            "GET", url, headers=headers, follow_redirects=False
        ) as response:
            status = response.status_code
            if status == 304 or (status in REDIRECTS and "Location" in response.headers):
                return Answer(url=url, status=status, headers=response.headers, body=b"")
            if not response.is_success:
                refused = _StatusError(
                    status,
                    Notice(
                        "{url} answers {status}.",
                        url=url,
                        status=f"{status} {response.reason_phrase}".strip(),
                    ),
                    REMEDIES.get(status, Notice("Try again later.") if status >= 500 else NOTHING),
                )
                raise _Again(refused, _retry_after(response)) if status in PASSING else refused
            body = await self._body(response)
            return Answer(url=url, status=status, headers=response.headers, body=body)

    async def _body(self, response: httpx2.Response) -> bytes:
        body = bytearray()
        # httpx2 undoes compression in pieces of at most one MiB, so a bomb stops here too.
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > self._limits.size:
                raise SourceError(
                    Notice(
                        "{url} is larger than {size:g} MB.",
                        url=response.url,
                        size=self._limits.size / 1e6,
                    ),
                    Notice("Such a page is not an article; remove it."),
                )
        return bytes(body)

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
        return answer.body[:512_000]

    async def _rules(self, site: str) -> Protego | None:
        """The rules of `site`; None where there are none.

        RFC 9309, 2.3.1: a robots.txt that is refused (4xx) allows everything, one that is out of
        order (5xx, silence) nothing. Any other trouble is the page's own, and told of the page.
        """
        try:
            answer = await self.get(f"{site}/robots.txt", headers={}, robots=False)
        except SourceError as error:
            if isinstance(error, _SilenceError):
                raise
            if isinstance(error, _StatusError) and error.status >= 500:
                raise
            return None
        return Protego.parse(answer.body[:512_000].decode("utf-8", "replace"))


def _anyone(_url: str, _agent: str) -> bool:
    return True


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _unreachable(url: str, host: str, error: Exception) -> SourceError:
    if isinstance(error.__cause__ or error.__context__, ssl.SSLCertVerificationError):
        return SourceError(
            Notice(
                "{host} does not prove that it is {host}: its certificate is not valid ({url}).",
                host=host,
                url=url,
            ),
            Notice("Tell the site, or remove the address."),
        )
    said = f" ({error})" if str(error) else ""
    if "Timeout" in type(error).__name__:
        told = Notice("{url} did not answer in time{said}.", url=url, said=said)
    else:
        told = Notice("{url} cannot be reached{said}.", url=url, said=said)
    return _SilenceError(told, Notice("Try again later."))


def _retry_after(response: httpx2.Response) -> float:
    """Seconds to wait (RFC 9110, 10.2.3). A date counts from the server's own, not from our clock."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
        return max(0.0, (until - parsedate_to_datetime(response.headers["Date"])).total_seconds())
    except (ValueError, TypeError, KeyError):
        return 0.0
