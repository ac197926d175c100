"""The public pages: where they stand, who may ask how often, what readers may choose."""

import ipaddress
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from digest.config.table import OneLine, Table, WebAddress
from digest.notice import Notice


def _network(value: str) -> str:
    try:
        return str(ipaddress.ip_network(value, strict=False))
    except ValueError as error:
        raise ValueError(
            Notice("no such network; write an address (10.0.0.7) or a block (10.0.0.0/8)")
        ) from error


Network = Annotated[str, AfterValidator(_network)]
Segment = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9 _-]{0,39}$")]


class ServeSettings(Table):
    """The public pages (`[serve]` in digest.toml)."""

    url: WebAddress = Field("", description="Where readers reach the pages; stands in mails.")
    host: OneLine = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    proxies: tuple[Network, ...] = Field((), description="Whose word of who asks is believed.")
    proxy_header: Literal["X-Forwarded-For", "Forwarded"] = Field(
        "X-Forwarded-For", description="Where they say it; the other one is not read."
    )
    metrics_from: tuple[Network, ...] = Field((), description="Who may read /metrics.")
    choices: dict[Segment, OneLine] = Field({}, description="Segment -> what readers call it.")
    ask_name: bool = False
    privacy_url: WebAddress = ""
    posts_per_hour: int = Field(30, ge=1, le=100_000, description="Of one client.")
    mails_per_day: int = Field(3, ge=1, le=100, description="To one address.")
    mails_per_hour: int = Field(500, ge=1, le=1_000_000, description="To all together.")

    @field_validator("url")
    @classmethod
    def _bare(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.query or parts.fragment or parts.username or "{" in value:
            raise ValueError(
                Notice("an address without ?, # and {date}: https://letter.example.org")
            )
        return value.rstrip("/")

    @field_validator("choices")
    @classmethod
    def _own(cls, value: dict[str, str]) -> dict[str, str]:
        if taken := {"free", "paid"} & set(value):
            raise ValueError(
                Notice("nobody chooses {taken}: take it out", taken=", ".join(sorted(taken)))
            )
        return value
