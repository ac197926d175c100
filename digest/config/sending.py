"""How the mail leaves."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from digest.config.table import EnvironmentName, MailAddress, OneLine, Table

TRANSPORTS = ("smtp", "outbox")


class SendingSettings(Table):
    """How the mail leaves (`[sending]` in digest.toml)."""

    transport: OneLine = "smtp"
    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:-]*$")] = ""
    port: int = Field(587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: OneLine = ""
    password_env: EnvironmentName = "DIGEST_SMTP_PASSWORD"  # noqa: S105 - the name of one
    connections: int = Field(2, ge=1, le=50, description="Messages under way at once.")
    return_path: MailAddress = Field("", description="Where bounces go, with +token before the @.")
    unsubscribe_mailto: MailAddress = ""
    list_id: Annotated[str, Field(pattern=r"^$|^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$")] = ""
    options: dict[str, Any] = Field({}, description="For a transport of one's own.")

    @model_validator(mode="after")
    def _ready(self) -> "SendingSettings":
        if self.transport not in TRANSPORTS and ":" not in self.transport:
            raise ValueError(f"`transport`: choose {', '.join(TRANSPORTS)} or package.module:Class")
        local = self.host in {"localhost", "::1"} or self.host.startswith("127.")
        if self.security == "none" and not local:
            raise ValueError("`security`: without encryption only a relay on this machine is used")
        return self
