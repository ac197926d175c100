"""How the mail leaves."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from digest.config.table import EnvironmentName, MailAddress, OneLine, Table, on_this_machine
from digest.notice import Notice

TRANSPORTS = ("smtp", "outbox")


_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
_RATE = re.compile(r"([1-9]\d{0,6})/(s|min|h|d)")


def _rate(value: str) -> str:
    if value and not _RATE.fullmatch(value):
        raise ValueError(
            Notice('write how many and per what: "14/s", "600/min", "200/h", "10000/d"')
        )
    return value


def per_second(rate: str) -> float | None:
    """Messages a second in a rate of the settings; None for "", which is no limit."""
    found = _RATE.fullmatch(rate)
    return int(found[1]) / _SECONDS[found[2]] if found else None


Rate = Annotated[str, AfterValidator(_rate)]
Domain = Annotated[str, Field(pattern=r"^(\*|[a-z0-9-]+(\.[a-z0-9-]+)+)$")]


Selector = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*$")]


class DkimKey(Table):
    """A key beside the first (`[sending.dkim.ed25519]` in digest.toml)."""

    selector: Selector = ""
    key_file: OneLine = ""
    key_env: EnvironmentName = "DIGEST_DKIM_ED25519_KEY"


class DkimSettings(DkimKey):
    """Our own signature on every message (`[sending.dkim]` in digest.toml)."""

    domain: Annotated[str, Field(pattern=r"^$|^[a-z0-9-]+(\.[a-z0-9-]+)+$")] = ""
    key_env: EnvironmentName = "DIGEST_DKIM_KEY"
    ed25519: DkimKey = DkimKey()

    @property
    def keys(self) -> tuple[DkimKey, DkimKey]:
        return self, self.ed25519

    @model_validator(mode="after")
    def _readable(self) -> "DkimSettings":
        if self.ed25519.selector and not self.selector:
            raise ValueError(
                Notice("`ed25519` stands beside an RSA key: set `selector` and that key too")
            )
        if self.ed25519.selector and self.ed25519.selector == self.selector:
            raise ValueError(Notice("`ed25519.selector`: each key needs a selector of its own"))
        return self


class SendingSettings(Table):
    """How the mail leaves (`[sending]` in digest.toml)."""

    transport: OneLine = "smtp"
    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:-]*$")] = ""
    port: int = Field(587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: OneLine = ""
    password_env: EnvironmentName = "DIGEST_SMTP_PASSWORD"  # noqa: S105 - the name of one
    connections: int = Field(2, ge=1, le=50, description="Messages under way at once.")
    rate: Rate = Field("", description="Messages at most, in all.")
    domain_rates: dict[Domain, Rate] = Field({}, description="The same for single domains.")
    return_path: MailAddress = Field("", description="Where bounces go, with +token before the @.")
    unsubscribe_mailto: MailAddress = ""
    list_id: Annotated[str, Field(pattern=r"^$|^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$")] = ""
    dkim: DkimSettings = DkimSettings()
    options: dict[str, Any] = Field({}, description="For a transport of one's own.")

    @model_validator(mode="after")
    def _ready(self) -> "SendingSettings":
        if self.transport not in TRANSPORTS and ":" not in self.transport:
            raise ValueError(
                Notice(
                    "`transport`: choose {transports} or package.module:Class",
                    transports=", ".join(TRANSPORTS),
                )
            )
        if self.security == "none" and not on_this_machine(self.host):
            raise ValueError(
                Notice("`security`: without encryption only a relay on this machine is used")
            )
        return self
