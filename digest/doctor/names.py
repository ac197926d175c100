"""What the domain name system says, each question asked once."""

import ipaddress
from dataclasses import dataclass, field
from typing import Any

import dns.exception
import dns.rdatatype
import dns.resolver
import dns.reversename

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["Names"]

PATIENCE = 5.0  # seconds for one question, all servers and tries together


@dataclass(slots=True)
class Names:
    """`server` is "address" or "address:port"; empty: the one this machine is set up to ask."""

    server: str = ""
    patience: float = PATIENCE
    _resolver: dns.resolver.Resolver = field(init=False)
    _known: dict[tuple[str, str], tuple[str, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        try:
            self._resolver = dns.resolver.Resolver(configure=not self.server)
            if self.server:
                host, _, port = self.server.rpartition(":") if "." in self.server else ("", "", "")
                plain = not port.isdigit() or not host
                self._resolver.nameservers = [self.server if plain else host]
                self._resolver.port = 53 if plain else int(port)
        except (dns.exception.DNSException, ValueError, OSError) as error:
            raise DigestError(
                Notice("There is no DNS server to ask ({error}).", error=str(error)),
                Notice("Name one: --nameserver 9.9.9.9"),
            ) from error

    def texts(self, name: str) -> tuple[str, ...]:
        """TXT records, each put together from its pieces."""
        return self._ask(name, "TXT")

    def exchanges(self, name: str) -> tuple[str, ...]:
        """The mail servers of a domain, most wanted first; ("",) when it takes no mail (RFC 7505)."""
        return self._ask(name, "MX")

    def addresses(self, name: str) -> tuple[str, ...]:
        """IPv4 and IPv6 addresses; an address is its own."""
        try:
            return (str(ipaddress.ip_address(name)),)
        except ValueError:
            return self._ask(name, "A") + self._ask(name, "AAAA")

    def names(self, address: str) -> tuple[str, ...]:
        """What an address is called (PTR)."""
        return self._ask(dns.reversename.from_address(address).to_text(), "PTR")

    def _ask(self, name: str, kind: str) -> tuple[str, ...]:
        """The records; () when there are none. Raises DigestError when nobody can say."""
        if (name, kind) not in self._known:
            try:
                answer = self._resolver.resolve(name, kind, lifetime=self.patience)
                self._known[name, kind] = tuple(_text(kind, record) for record in _sorted(answer))
            except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
                self._known[name, kind] = ()
            except (dns.exception.DNSException, OSError, ValueError) as error:
                raise DigestError(
                    Notice(
                        "DNS: no answer for {name} ({error}).",
                        name=name,
                        error=type(error).__name__,
                    ),
                    Notice(
                        "Try again; on a network that hides DNS, name a server: --nameserver 9.9.9.9"
                    ),
                ) from error
        return self._known[name, kind]


def _sorted(answer: dns.resolver.Answer) -> list[dns.rdata.Rdata]:
    if answer.rdtype == dns.rdatatype.MX:
        return sorted(answer, key=lambda record: record.preference)
    return list(answer)


def _text(kind: str, record: Any) -> str:
    if kind == "TXT":
        return b"".join(record.strings).decode("utf-8", "replace")
    if kind == "MX":
        return str(record.exchange).removesuffix(".").lower()
    return str(record).removesuffix(".").lower()
