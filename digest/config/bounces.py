"""Where undeliverable mail comes back to, and what it takes to be off the list."""

from typing import Annotated

from pydantic import Field

from digest.config.table import EnvironmentName, OneLine, Table


class BouncesSettings(Table):
    """The mailbox of what comes back (`[bounces]` in digest.toml)."""

    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:-]*$")] = ""
    port: int = Field(993, ge=1, le=65535)
    user: OneLine = ""
    folder: OneLine = "INBOX"
    password_env: EnvironmentName = "DIGEST_BOUNCES_PASSWORD"  # noqa: S105 - the name of one
    soft_limit: int = Field(4, ge=1, le=50, description="Issues that may come back softly.")
    soft_days: int = Field(90, ge=1, le=1000, description="Within so many days.")
