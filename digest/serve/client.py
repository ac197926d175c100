"""Who asks: the address at the other end, or what a proxy that we trust says of it."""

import ipaddress
from collections.abc import Iterable, Sequence

from starlette.requests import Request

__all__ = ["Networks", "forwarded", "parsed"]

MOST_HOPS = 20  # entries that are looked at, from the right
UNKNOWN = "unknown"


def parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address, IPv4 also where it stands in an IPv6 one; None when it is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return None
    return (found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None) or found


class Networks:
    """Some blocks of addresses."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = tuple(ipaddress.ip_network(block, strict=False) for block in blocks)

    def __contains__(self, address: str) -> bool:
        found = parsed(address)
        return found is not None and any(found in block for block in self._blocks)

    def client(self, request: Request, *, header: str) -> str:
        """The client's address, when these are the proxies that are trusted and `header` is theirs.

        Each proxy adds on the right whom it heard from; everything on the left of the first one
        that is not ours is the client's own invention. So is the header that the proxies do not
        write: it is never looked at.
        """
        peer = request.client.host if request.client else UNKNOWN
        for hop in reversed(_hops(request, header)[-MOST_HOPS:]):
            if peer not in self or parsed(hop) is None:
                break
            peer = hop
        return peer


def forwarded(request: Request) -> bool:
    """Whether somebody says to speak for another."""
    return "x-forwarded-for" in request.headers or "forwarded" in request.headers


def _hops(request: Request, header: str) -> Sequence[str]:
    said = ",".join(request.headers.getlist(header)).split(",")
    if header.lower() == "forwarded":
        said = [_for(element) for element in said]
    return [_bare(hop.strip()) for hop in said if hop.strip()]


def _for(element: str) -> str:
    """The address in `for="[2001:db8::1]:47";proto=https` (RFC 7239 4).

    Commas part elements here even between quotes, which a stranger might open and not close to hide
    what the proxy adds. So a name that a stranger gave, and the proxy repeats between quotes, may look
    like an element of its own: what is cut off in a quotation, or says twice for whom, says nothing.
    """
    pairs = (pair.partition("=") for pair in element.split(";"))
    found = [value for name, _, value in pairs if name.strip().lower() == "for"]
    cut = element.count('"') % 2 or "\\" in element
    return UNKNOWN if cut or len(found) != 1 else found[0].strip().strip('"')


def _bare(hop: str) -> str:
    """An address without the port that some proxies add: "192.0.2.1:4711", "[2001:db8::1]:4711"."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
