"""Where articles come from."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from digest.config.table import OneLine, Table


class SourceSettings(BaseModel):
    """One source (`[[source]]` in sources.toml). What its type needs stands beside, in `options`."""

    model_config = ConfigDict(frozen=True)

    name: OneLine = Field(min_length=1)
    type: OneLine = "feed"
    publisher: OneLine = Field("", description="The family; default: the domain.")
    language: OneLine = ""
    options: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather_options(cls, table: Any) -> Any:
        if not isinstance(table, dict):
            return table
        known = {"name", "type", "publisher", "language"}
        return {k: v for k, v in table.items() if k in known} | {
            "options": {k: v for k, v in table.items() if k not in known}
        }


class _BuiltIn(Table):
    """What every source has; strict, since its type is handed the values as they were written."""

    name: str
    type: str
    publisher: str
    language: str


class FeedSource(_BuiltIn):
    url: str
    full_text: bool = True


class PageSource(_BuiltIn):
    url: str


class FolderSource(_BuiltIn):
    path: str


class MailboxSource(_BuiltIn):
    host: str
    user: str
    port: int = 993
    folder: str = "INBOX"
    password_env: str = "DIGEST_IMAP_PASSWORD"  # noqa: S105 - the name of one


# A plug-in of the user's own ("package.module:Class") may have anything.
SOURCES: dict[str, type[_BuiltIn]] = {
    "feed": FeedSource,
    "page": PageSource,
    "folder": FolderSource,
    "mailbox": MailboxSource,
}
