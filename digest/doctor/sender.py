"""Whether receivers can tell that our mail is ours: SPF, DKIM, DMARC, and the names of servers.

Gmail, Yahoo and Outlook ask for all three of whoever sends 5,000 mails a day or more.
"""

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from digest.doctor.names import Names
from digest.doctor.point import Light, Point, Words
from digest.languages import Phrases
from digest.urls import publisher

__all__ = ["Domain", "domain_points"]

MOST_LOOKUPS = 10  # RFC 7208 4.6.4
LEAST_KEY = 2048  # bits of an RSA key
_INCLUDE = re.compile(r"[+?~-]?(?:include:|redirect=)(\S+)", re.IGNORECASE)
_COUNTED = re.compile(r"[+?~-]?(?:a|mx|ptr|exists)(?:[:/]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """`sender` is the domain readers see, `returns` the one bounces go to, `relay` our mail server;
    `selector` and `signer` are of our own DKIM key ("" when the relay signs), `record` is what DNS
    must hold of it ("" when that is not known); `also` are selector and record of further keys."""

    sender: str
    returns: str
    relay: str
    selector: str = ""
    signer: str = ""
    record: str = ""
    also: tuple[tuple[str, str], ...] = ()


def domain_points(
    domain: Domain, names: Names, say: Phrases
) -> Iterator[tuple[str, Callable[[], Iterator[Point]]]]:
    """The checks of a domain, each by its name."""
    asked = partial(Words, say)
    yield "spf", lambda: _spf(domain, names, asked("spf"))
    for selector, record in ((domain.selector, domain.record), *domain.also):
        key = replace(domain, selector=selector, record=record)
        yield "dkim", partial(_dkim, key, names, asked("dkim"))
    yield "dmarc", lambda: _dmarc(domain, names, asked("dmarc"))
    yield "mx", lambda: _mx(domain, names, asked("mx"))
    yield "ptr", lambda: _ptr(domain, names, asked("ptr"))


def _spf(domain: Domain, names: Names, point: Words) -> Iterator[Point]:
    """RFC 7208: it is the domain of the return path that is looked at."""
    found = [text for text in names.texts(domain.returns) if _is(text, "v=spf1")]
    if not found:
        yield point(Light.RED, "none", domain=domain.returns)
        return
    if len(found) > 1:
        yield point(Light.RED, "twice", domain=domain.returns)
        return
    record = found[0]
    lookups = _lookups(record, names, {domain.returns})
    end = record.split()[-1].lower()
    if lookups > MOST_LOOKUPS:
        yield point(Light.RED, "long", domain=domain.returns, count=lookups, most=MOST_LOOKUPS)
    elif end in {"all", "+all"}:
        yield point(Light.RED, "open", domain=domain.returns)
    elif end in {"-all", "~all"} or end.startswith("redirect="):
        yield point(Light.GREEN, "good", domain=domain.returns, record=record)
    else:
        yield point(Light.AMBER, "weak", domain=domain.returns)


def _lookups(record: str, names: Names, seen: set[str]) -> int:
    """How many questions a receiver must ask to judge a record, those of what it includes too."""
    count = 0
    for term in record.split()[1:]:
        if inside := _INCLUDE.fullmatch(term):
            count += 1
            name = inside[1].lower()
            if name not in seen and len(seen) <= MOST_LOOKUPS and "%" not in name:
                seen.add(name)
                for text in names.texts(name):
                    count += _lookups(text, names, seen) if _is(text, "v=spf1") else 0
        elif _COUNTED.match(term):
            count += 1
    return count


def _dkim(domain: Domain, names: Names, point: Words) -> Iterator[Point]:
    """RFC 6376: the public key under the selector; RFC 8301: how long it must be."""
    if not domain.selector:
        yield point(Light.AMBER, "relay")
        return
    name = f"{domain.selector}._domainkey.{domain.signer or domain.sender}"
    found = [text for text in names.texts(name) if "p=" in text]
    if not found:
        yield point(Light.RED, "none", name=name)
        return
    tags = _tags(found[0])
    size = _key_bits(tags.get("p", "")) if tags.get("k", "rsa") == "rsa" else LEAST_KEY
    if not tags.get("p"):
        yield point(Light.RED, "revoked", name=name)
    elif size < LEAST_KEY:
        yield point(Light.RED, "short", name=name, bits=size, least=LEAST_KEY)
    elif domain.record and tags["p"] != _tags(domain.record)["p"]:
        yield point(Light.RED, "other", name=name, record=domain.record)
    elif _house(domain.signer or domain.sender) != _house(domain.sender):
        yield point(Light.AMBER, "foreign", name=name, domain=domain.sender)
    else:
        yield point(Light.GREEN, "good", name=name)


def _dmarc(domain: Domain, names: Names, point: Words) -> Iterator[Point]:
    """RFC 7489: at the domain itself, or else at the domain somebody registered."""
    for name in dict.fromkeys((domain.sender, _house(domain.sender))):
        found = [text for text in names.texts(f"_dmarc.{name}") if _is(text, "v=DMARC1")]
        if found:
            break
    else:
        yield point(Light.RED, "none", domain=domain.sender)
        return
    policy = _tags(found[0]).get("p", "").lower()
    aligned = _house(domain.returns) == _house(domain.sender)
    if len(found) > 1 or policy not in {"none", "quarantine", "reject"}:
        yield point(Light.RED, "broken", domain=name)
    elif not aligned and not domain.selector:
        yield point(Light.AMBER, "unaligned", domain=domain.sender, returns=domain.returns)
    elif policy == "none":
        yield point(Light.AMBER, "watching", domain=name)
    else:
        yield point(Light.GREEN, "good", domain=name, policy=policy)


def _mx(domain: Domain, names: Names, point: Words) -> Iterator[Point]:
    """Whether answers and what comes back find a mail server."""
    for name in dict.fromkeys((domain.sender, domain.returns)):
        servers = names.exchanges(name)
        if servers == ("",):
            yield point(Light.RED, "refuses", domain=name)
        elif servers:
            yield point(Light.GREEN, "good", domain=name, server=servers[0])
        elif names.addresses(name):
            yield point(Light.AMBER, "address", domain=name)
        else:
            yield point(Light.RED, "none", domain=name)


def _ptr(domain: Domain, names: Names, point: Words) -> Iterator[Point]:
    """Whether each address of the relay has a name that leads back to it (RFC 1912 2.1)."""
    addresses = names.addresses(domain.relay) if domain.relay else ()
    if not domain.relay or domain.relay in {"localhost", "::1"} or _is(domain.relay, "127."):
        yield point(Light.AMBER, "local")
        return
    if not addresses:
        yield point(Light.RED, "none", host=domain.relay)
        return
    nameless = [address for address in addresses if not _leads_back(address, names)]
    if nameless:
        yield point(Light.AMBER, "nameless", host=domain.relay, address=nameless[0])
    else:
        yield point(Light.GREEN, "good", host=domain.relay)


def _leads_back(address: str, names: Names) -> bool:
    return any(address in names.addresses(name) for name in names.names(address))


def _is(text: str, beginning: str) -> bool:
    return text.lower().startswith(beginning.lower())


def _house(name: str) -> str:
    """The domain somebody registered."""
    return publisher(f"https://{name}/")


def _tags(record: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs}


def _key_bits(text: str) -> int:
    """The length of an RSA key in a record (SubjectPublicKeyInfo, RFC 5280); 0 when it is none."""
    try:
        key = serialization.load_der_public_key(base64.b64decode(text, validate=True))
    except (ValueError, UnsupportedAlgorithm):
        return 0
    return key.key_size if isinstance(key, rsa.RSAPublicKey) else 0
