"""One request and its answer: in its turn, in time, within limits; its failures in words.

No redirect is followed and nothing is tried again: that is `client`'s.
"""

import asyncio
import ssl
from collections.abc import Coroutine
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx2

from digest.errors import SourceError
from digest.fetch.guard import TRANSPORT_ERRORS, ForbiddenError, GuardedTransport, UnresolvedError
from digest.notice import NOTHING, Notice

__all__ = [
    "BROWSER",
    "REDIRECTS",
    "Answer",
    "Hops",
    "Limits",
    "PassingError",
    "SilenceError",
    "StatusError",
    "host",
]

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
    """What a server says of an address; the body only where it was asked for and given."""

    url: str
    status: int
    headers: httpx2.Headers
    body: bytes


_Got = TypeVar("_Got")


class PassingError(Exception):
    """`error` may pass; the server asks for `wait` seconds of patience."""

    def __init__(self, error: SourceError, wait: float = 0.0) -> None:
        super().__init__(error)
        self.error = error
        self.wait = wait


class SilenceError(SourceError):
    """The host could not be reached, or not in time."""


class StatusError(SourceError):
    """The server refuses with this status."""

    def __init__(self, status: int, message: Notice, hint: Notice) -> None:
        super().__init__(message, hint)
        self.status = status


class Hops:
    """Requests to the Web, a few at once and a few per host. Lives in one event loop."""

    def __init__(self, *, limits: Limits, user_agent: str, allow_private: bool) -> None:
        self._limits = limits
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

    async def get(self, url: str, headers: dict[str, str]) -> Answer:
        """What `url` answers: 2xx with its body, 304 or a redirect without.

        Raises SourceError; PassingError where another try may do better.
        """
        return await self._bounded(url, self._get(url, headers))

    async def look(self, method: str, url: str) -> Answer:
        """What `url` answers to HEAD or GET, whatever the status; no body is read."""
        return await self._bounded(url, self._look(method, url))

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _bounded(self, url: str, request: Coroutine[Any, Any, _Got]) -> _Got:
        """What `request` gives, in its turn and in time; its failures in words."""
        one_host = self._hosts.setdefault(host(url), asyncio.Semaphore(self._limits.per_host))
        try:
            # The host's turn first: those who wait for a slow host hold no place of the others.
            async with one_host, self._all, asyncio.timeout(self._limits.total):
                return await request
        except TimeoutError as error:
            # Not tried again: it has had its minute.
            raise SilenceError(
                Notice(
                    "{url} took more than {total:g} seconds.", url=url, total=self._limits.total
                ),
                Notice("Try again later."),
            ) from error
        except UnresolvedError as error:
            raise SourceError(
                Notice("There is no host {host} ({url}).", host=host(url), url=url),
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
            raise PassingError(_unreachable(url, error)) from error

    async def _look(self, method: str, url: str) -> Answer:
        async with self._http.stream(method, url, follow_redirects=False) as response:
            return _bare(url, response)

    async def _get(self, url: str, headers: dict[str, str]) -> Answer:
        async with self._http.stream(
            "GET", url, headers=headers, follow_redirects=False
        ) as response:
            status = response.status_code
            if status == 304 or (status in REDIRECTS and "Location" in response.headers):
                return _bare(url, response)
            if not response.is_success:
                refused = StatusError(
                    status,
                    Notice(
                        "{url} answers {status}.",
                        url=url,
                        status=f"{status} {response.reason_phrase}".strip(),
                    ),
                    REMEDIES.get(status, Notice("Try again later.") if status >= 500 else NOTHING),
                )
                raise (
                    PassingError(refused, _retry_after(response)) if status in PASSING else refused
                )
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


def _bare(url: str, response: httpx2.Response) -> Answer:
    return Answer(url=url, status=response.status_code, headers=response.headers, body=b"")


def host(url: str) -> str:
    """The host of an address, in small letters."""
    return (urlsplit(url).hostname or "").lower()


def _unreachable(url: str, error: Exception) -> SourceError:
    if isinstance(error.__cause__ or error.__context__, ssl.SSLCertVerificationError):
        return SourceError(
            Notice(
                "{host} does not prove that it is {host}: its certificate is not valid ({url}).",
                host=host(url),
                url=url,
            ),
            Notice("Tell the site, or remove the address."),
        )
    said = f" ({error})" if str(error) else ""
    if "Timeout" in type(error).__name__:
        told = Notice("{url} did not answer in time{said}.", url=url, said=said)
    else:
        told = Notice("{url} cannot be reached{said}.", url=url, said=said)
    return SilenceError(told, Notice("Try again later."))


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
