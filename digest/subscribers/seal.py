"""The workspace's secret key, and what is made with it: hashes, tokens, marks.

All of it is HMAC-SHA-256 (RFC 2104) cut to 128 bits, each use under a label of its own, so that a
token for one purpose is worth nothing for another.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

__all__ = ["KEY_BYTES", "Seal"]

KEY_BYTES = 32
_MAC = 16  # octets: 2^128 guesses
_MARK = 26  # digits
_ID = 16
_TIME = 8
_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Seal:
    """`key` is 32 random bytes that are kept beside the database, not in it."""

    key: bytes = field(repr=False)

    def fingerprint(self) -> str:
        """Tells whether a database was made with this key; gives nothing of it away."""
        return self._mac("fingerprint", b"").hex()

    def hash(self, norm: str) -> str:
        """What is kept of an address that must be remembered without being known (32 hex)."""
        return self._mac("address", norm.encode()).hex()

    def mark(self, purpose: str, *parts: str) -> str:
        """26 hexadecimal digits, the same for the same parts: for Message-ID and return path.

        2^104 guesses; and freezing an audience takes half the time that base32 would (20 µs each).
        """
        return self._mac(purpose, "\0".join(parts).encode()).hex()[:_MARK]

    def token(self, purpose: str, public_id: str) -> str:
        """52 letters and digits that name a person for one purpose; only the key makes them."""
        person = bytes.fromhex(public_id)
        return _text(person + self._mac(purpose, person))

    def placeholder(self) -> str:
        """What stands for a reader's token while a mail is rendered: 52 letters and digits.

        Nobody else knows it, so that no article can carry it in a link of its own, for the token of
        each reader to be put there.
        """
        return "".join(_text(self._mac("placeholder", part)) for part in (b"1", b"2"))

    def opened(self, purpose: str, token: str) -> str | None:
        """The `public_id` in a token; None when it was not made here for this purpose."""
        octets = _octets(token)
        person, mac = octets[:_ID], octets[_ID:]
        if not hmac.compare_digest(mac, self._mac(purpose, person)):
            return None
        return person.hex()

    def ticket(self, purpose: str, public_id: str, *, at: datetime) -> str:
        """64 letters and digits: a token that also says when it was made, to the microsecond."""
        said = bytes.fromhex(public_id) + ((at - _EPOCH) // _TICK).to_bytes(_TIME, "big")
        return _text(said + self._mac(purpose, said))

    def admitted(self, purpose: str, ticket: str) -> tuple[str, datetime] | None:
        """The `public_id` in a ticket, and when it was made; None when it was not made here."""
        octets = _octets(ticket)
        said, mac = octets[: _ID + _TIME], octets[_ID + _TIME :]
        if not hmac.compare_digest(mac, self._mac(purpose, said)):
            return None
        return said[:_ID].hex(), _EPOCH + _TICK * int.from_bytes(said[_ID:], "big")

    def _mac(self, label: str, octets: bytes) -> bytes:
        return hmac.digest(self.key, label.encode() + b"\0" + octets, "sha256")[:_MAC]


def _octets(token: str) -> bytes:
    """What stands in a token; nothing when it is none."""
    token = token.strip()
    try:
        return base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (binascii.Error, ValueError):
        return b""


def _text(octets: bytes) -> str:
    """Base32 in small letters: survives servers that fold case, and quoted-printable."""
    return base64.b32encode(octets).decode("ascii").rstrip("=").lower()
