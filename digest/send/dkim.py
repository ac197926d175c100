"""DKIM signatures (RFC 6376), rsa-sha256 or ed25519-sha256 (RFC 8463), relaxed headers, simple body.

The body is quoted-printable and ends in one CRLF, so its simple form is the body itself: nothing is
canonicalised for each message, and no relay that keeps lines as they are can break it. dkimpy takes
7 ms a message for the same; it verifies ours in the tests.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from digest.errors import ConfigError
from digest.notice import Notice

__all__ = ["SIGNED", "Signer", "canonical", "signer"]

LEAST = 2048  # bits; receivers do not count shorter keys (RFC 8301 asks for 1024 at least)
# What a reader or a program acts on. Those named twice may not be added a second time on the way.
_TWICE = (
    *("from", "to", "subject", "date", "reply-to"),
    *("list-unsubscribe", "list-unsubscribe-post"),
)
SIGNED = (
    *(name for each in _TWICE for name in (each, each)),
    *("message-id", "list-id", "list-help", "list-archive", "feedback-id", "precedence"),
    *("auto-submitted", "mime-version", "content-type", "content-language"),
)
_SPACE = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Signs for `domain` under `selector`; the public key stands in DNS."""

    domain: str
    selector: str
    key: rsa.RSAPrivateKey | Ed25519PrivateKey

    @property
    def kind(self) -> str:
        return "ed25519" if isinstance(self.key, Ed25519PrivateKey) else "rsa"

    def record(self) -> str:
        """The TXT record that DNS must hold at SELECTOR._domainkey.DOMAIN."""
        if isinstance(self.key, Ed25519PrivateKey):
            public = self.key.public_key().public_bytes_raw()
        else:
            public = self.key.public_key().public_bytes(
                serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        return f"v=DKIM1; k={self.kind}; p={base64.b64encode(public).decode('ascii')}"

    def sign(self, headers: Mapping[str, str], body: bytes, *, at: datetime) -> bytes:
        """The header `DKIM-Signature`, CRLF at its end.

        `headers` are canonical lines by small name (see `canonical`), each name once; `body` is
        all after the empty line.
        """
        # A header that is named again and is not there is signed as absent: it adds nothing.
        names = [name for name in SIGNED if name in headers or name in _TWICE]
        hashed = base64.b64encode(hashlib.sha256(body).digest()).decode("ascii")
        value = (
            f"v=1; a={self.kind}-sha256; c=relaxed/simple; d={self.domain}; s={self.selector};\r\n"
            f" t={int(at.timestamp())}; h={':'.join(names)};\r\n"
            f" bh={hashed};\r\n b="
        )
        signed = [headers[name] for name in dict.fromkeys(names) if name in headers]
        text = "".join(signed) + canonical("DKIM-Signature", value).removesuffix("\r\n")
        signature = base64.b64encode(self._signed(text.encode())).decode("ascii")
        folded = "\r\n ".join(signature[at : at + 72] for at in range(0, len(signature), 72))
        return f"DKIM-Signature: {value}{folded}\r\n".encode("ascii")

    def _signed(self, text: bytes) -> bytes:
        if isinstance(self.key, Ed25519PrivateKey):
            return self.key.sign(hashlib.sha256(text).digest())
        return self.key.sign(text, padding.PKCS1v15(), hashes.SHA256())


def canonical(name: str, value: str) -> str:
    """A header as RFC 6376 3.4.2 ("relaxed") has it, CRLF at its end."""
    unfolded = value.replace("\r\n", "")
    return f"{name.lower()}:{_SPACE.sub(' ', unfolded).strip()}\r\n"


def signer(pem: bytes, *, domain: str, selector: str) -> Signer:
    """The signer with the private key in `pem`; ConfigError when it is none, or too short."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise ConfigError(
            Notice("The DKIM key cannot be read ({error}).", error=error),
            Notice("Make one with `openssl genrsa -out dkim.pem 2048`."),
        ) from error
    if isinstance(key, Ed25519PrivateKey) or (
        isinstance(key, rsa.RSAPrivateKey) and key.key_size >= LEAST
    ):
        return Signer(domain=domain, selector=selector, key=key)
    raise ConfigError(
        Notice("The DKIM key is neither RSA of {least} bits or more nor ed25519.", least=LEAST),
        Notice("Make one with `openssl genrsa -out dkim.pem 2048`."),
    )
