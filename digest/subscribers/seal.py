"""The workspace's secret key, and what is made with it: hashes, tokens, marks.

All of it is HMAC-SHA-256 (RFC 2104) cut to 128 bits, each use under a label of its own, so that a
token for one purpose is worth nothing for another.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass, field

__all__ = ["KEY_BYTES", "Seal"]

KEY_BYTES = 32
_MAC = 16  # octets: 2^128 guesses
_ID = 16


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
        """26 letters and digits, the same for the same parts: for Message-ID and return path."""
        return _text(self._mac(purpose, "\0".join(parts).encode()))

    def token(self, purpose: str, public_id: str) -> str:
        """52 letters and digits that name a person for one purpose; only the key makes them."""
        person = bytes.fromhex(public_id)
        return _text(person + self._mac(purpose, person))

    def opened(self, purpose: str, token: str) -> str | None:
        """The `public_id` in a token; None when it was not made here for this purpose."""
        try:
            octets = base64.b32decode(token.strip().upper() + "=" * (-len(token.strip()) % 8))
        except (binascii.Error, ValueError):
            return None
        person, mac = octets[:_ID], octets[_ID:]
        if not hmac.compare_digest(mac, self._mac(purpose, person)):
            return None
        return person.hex()

    def _mac(self, label: str, octets: bytes) -> bytes:
        return hmac.digest(self.key, label.encode() + b"\0" + octets, "sha256")[:_MAC]


def _text(octets: bytes) -> str:
    """Base32 in small letters: survives servers that fold case, and quoted-printable."""
    return base64.b32encode(octets).decode("ascii").rstrip("=").lower()
