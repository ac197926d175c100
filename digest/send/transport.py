"""What a way of sending must offer, and how the configured one is found."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from digest.config import SendingSettings
from digest.errors import ConfigError, DigestError
from digest.notice import NOTHING, Notice
from digest.send.outcome import Outcome

__all__ = ["Envelope", "Transport", "TransportError", "opener"]


class TransportError(DigestError):
    """No message can be sent now. `lasting` when trying again will not help (a refused login)."""

    def __init__(self, message: Notice, hint: Notice = NOTHING, *, lasting: bool = False) -> None:
        super().__init__(message, hint)
        self.lasting = lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What the server is told beside the message: both are bare addresses (RFC 5321)."""

    sender: str
    recipient: str


class Transport(Protocol):
    """One connection. Used by one thread; `deliver` is called only after `prepare` returned."""

    def prepare(self) -> None:
        """Be ready to deliver; raises TransportError."""

    def deliver(self, envelope: Envelope, message: bytes) -> Outcome:
        """Try once, and say what came of it; raises nothing that the network can cause."""

    def close(self) -> None:
        """Hang up; raises nothing."""


def opener(
    settings: SendingSettings, *, outbox: Path, hello: str, environ: Mapping[str, str]
) -> Callable[[], Transport]:
    """What opens one connection of the configured kind.

    `outbox` is the folder of the transport of that name, `hello` the name we give ourselves. Raises
    ConfigError when the settings are not complete or the transport cannot be loaded.
    """
    if settings.transport == "outbox":
        from digest.send.outbox import Outbox  # noqa: PLC0415 - only the one that is used

        return lambda: Outbox(outbox)
    if settings.transport == "smtp":
        return _smtp(settings, hello=hello, environ=environ)
    module, _, name = settings.transport.partition(":")
    try:
        own: Callable[..., Transport] = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            Notice(
                "config/digest.toml: `sending.transport` = {transport!r}: {error}.",
                transport=settings.transport,
                error=error,
            ),
            Notice("Write package.module:Class, and install the package beside digest."),
        ) from error
    return lambda: own(**settings.options)


def _smtp(
    settings: SendingSettings, *, hello: str, environ: Mapping[str, str]
) -> Callable[[], Transport]:
    from digest.send.smtp import Relay, Smtp  # noqa: PLC0415 - only the one that is used

    password = environ.get(settings.password_env, "")
    missing = []
    if not settings.host:
        missing.append(Notice("`sending.host` is empty: name the mail server"))
    if settings.user and not password:
        missing.append(
            Notice(
                "the environment variable {password_env} holds no password",
                password_env=settings.password_env,
            )
        )
    if missing:
        raise ConfigError(
            Notice(
                "config/digest.toml is not ready for sending: {missing}.",
                missing=Notice.joined(missing, "; "),
            )
        )
    relay = Relay(
        host=settings.host,
        port=settings.port,
        security=settings.security,
        user=settings.user,
        password=password,
        hello=hello,
    )
    return lambda: Smtp(relay)
