"""Connections to public addresses only.

A feed may link to `http://169.254.169.254/` or to a name that resolves to the machine next door
(server-side request forgery). So the address is checked after the name is resolved, and the
connection goes to the very address that was checked: a name that resolves differently a moment
later (DNS rebinding) gains nothing. TLS still verifies the certificate against the name.
"""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Iterable

import httpcore2
import httpx2

from digest.notice import Notice

__all__ = ["ForbiddenError", "GuardedTransport", "UnresolvedError", "is_public"]

MOST_ADDRESSES = 4  # tried one after the other; more would only spend the time limit
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
TRANSPORT_ERRORS = (
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.TimeoutException,
    httpcore2.UnsupportedProtocol,
)


class ForbiddenError(Exception):
    """The name leads to no public address, or the port is no port of the Web."""

    def __init__(self, why: Notice) -> None:
        super().__init__(why)
        self.why = why


class UnresolvedError(Exception):
    """There is no such host."""


def is_public(address: str) -> bool:
    """Whether a numeric IPv4 or IPv6 address belongs to the public Internet (RFC 6890).

    Addresses that wrap another one (IPv4-mapped, 6to4, Teredo, NAT64) are as public as that one.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
    # is_global alone lets some multicast groups through.
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


class _GuardedNetwork(httpcore2.AsyncNetworkBackend):
    """Resolves, checks, and connects to the address it checked."""

    def __init__(self, *, allow_private: bool) -> None:
        self._network = httpcore2.AnyIOBackend()
        self._allow_private = allow_private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore2's
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        if port < 1024 and port not in {80, 443}:
            raise ForbiddenError(Notice("port {port} is not one of the Web's", port=port))
        failure: Exception | None = None
        for address in (await self._addresses(host, port))[:MOST_ADDRESSES]:
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or UnresolvedError(host)

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnresolvedError(host) from error
        addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
        allowed = [item for item in addresses if self._allow_private or is_public(item)]
        if addresses and not allowed:
            raise ForbiddenError(Notice("its address {address} is private", address=addresses[0]))
        return allowed


class GuardedTransport(httpx2.AsyncBaseTransport):
    """httpx2 over a pool of guarded connections.

    httpx2's own transport hides the network backend; built on httpcore2's public pool instead, a
    change inside httpx2 cannot silently switch the guard off.
    """

    def __init__(self, *, connections: int, allow_private: bool) -> None:
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=5.0,
            network_backend=_GuardedNetwork(allow_private=allow_private),
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = await self._pool.handle_async_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), request=request
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx2.AsyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._answer.aclose()
