"""Where people and ledger are kept, when not in the workspace."""

from typing import Annotated

from pydantic import Field, field_validator

from digest.config.table import EnvironmentName, Table
from digest.notice import Notice


class DatabaseSettings(Table):
    """A database server (`[database]` in digest.toml); without one, a file in the workspace."""

    url: Annotated[str, Field(pattern=r"^$|^postgresql\+psycopg://[^\s]+$")] = ""
    password_env: EnvironmentName = "DIGEST_DATABASE_PASSWORD"  # noqa: S105 - the name of one
    key_env: EnvironmentName = "DIGEST_SUBSCRIBERS_KEY"

    @field_validator("url")
    @classmethod
    def _no_password(cls, value: str) -> str:
        user = value.partition("://")[2].partition("/")[0].rpartition("@")[0]
        if ":" in user:
            raise ValueError(
                Notice("a password never stands in a file: take it out, see `password_env`")
            )
        return value
