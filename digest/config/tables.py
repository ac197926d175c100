"""The tables of the settings files: every key, its type, its default."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from digest.languages import available
from digest.model import RESERVED_KEYS

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
WebAddress = Annotated[str, Field(pattern=r"^$|^https?://[^\s]+$")]
# One address, no header can be smuggled in: no white space, no angle bracket, no comma.
MailAddress = Annotated[str, Field(pattern=r"^$|^[^@\s<>,;:\"]+@[^@\s<>,;:\"]+$")]
OneLine = Annotated[str, Field(pattern=r"^[^\r\n]*$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sender(_Table):
    """Who the mail comes from."""

    name: OneLine = ""
    email: MailAddress = ""
    reply_to: MailAddress = ""
    postal_address: str = Field("", description="Printed in the footer; the law asks for it.")


class EpigraphSettings(_Table):
    """The quotation that stands in every issue."""

    text: str = ""
    author: OneLine = ""


class Brand(_Table):
    """Colours of the mail, as six-digit hexadecimal values (Outlook reads no others)."""

    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#b23a24"
    accent_dark: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#f0917d"
    logo: str = Field("", description="Address of a picture; empty: the name in type.")


class Newsletter(_Table):
    """The newsletter itself: its name, its day, its voice (`[newsletter]` in digest.toml)."""

    name: OneLine
    tagline: OneLine = ""
    language: str = "fr"
    timezone: str = "Europe/Paris"
    weekday: Weekday = "saturday"
    hour: time = time(7, 0)
    window_days: int = Field(7, ge=1, le=366, description="Days an issue looks back on.")
    url: WebAddress = ""
    unsubscribe_url: WebAddress = ""
    signoff: str = ""
    about: str = ""
    watch: tuple[str, ...] = Field((), description="Names that lift a story's score.")
    epigraph: EpigraphSettings = EpigraphSettings()
    sender: Sender = Sender()
    brand: Brand = Brand()

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        if value not in available():
            raise ValueError(f"no such language; choose one of {', '.join(available())}")
        return value

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no such time zone; write it like Europe/Paris")
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def publication(self, day: date) -> datetime:
        """The moment the issue of `day` comes out."""
        return datetime.combine(day, self.hour, tzinfo=self.zone)

    def window(self, day: date) -> tuple[datetime, datetime]:
        """The first and the last moment of the week that the issue of `day` tells.

        Whole days in the newsletter's time zone: from `window_days` days before, at midnight, to
        the end of the issue's day.
        """
        midnight = datetime.combine(day, time(0, 0), tzinfo=self.zone)
        end = datetime.combine(day + timedelta(days=1), time(0, 0), tzinfo=self.zone)
        return midnight - timedelta(days=self.window_days), end


class SectionRule(_Table):
    """One section and what belongs there (`[[section]]` in sections.toml)."""

    key: Key
    title: OneLine
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field((), description="Publishers whose articles lean this way.")
    countries: tuple[str, ...] = Field((), description="Two-letter codes; their names are known.")
    items: int = Field(5, ge=0, le=100, description="The most stories that enter.")
    threshold: float = Field(1.0, ge=0, description="How strongly a story must belong.")
    audience: Literal["everyone", "subscribers"] = "everyone"

    @field_validator("key")
    @classmethod
    def _not_reserved(cls, value: str) -> str:
        if value in RESERVED_KEYS:
            raise ValueError("reserved for a part of the issue; choose another key")
        return value


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


class DigestFile(_Table):
    newsletter: Newsletter


class SectionsFile(_Table):
    section: tuple[SectionRule, ...] = ()


class SourcesFile(_Table):
    source: tuple[SourceSettings, ...] = ()


class Config(_Table):
    """Everything that stands in `config/`."""

    newsletter: Newsletter
    sections: tuple[SectionRule, ...] = ()
    sources: tuple[SourceSettings, ...] = ()


def next_issue_date(newsletter: Newsletter, now: datetime) -> date:
    """The next publication day at `now`: today, until the hour of publication has passed."""
    local = now.astimezone(newsletter.zone)
    ahead = (WEEKDAYS.index(newsletter.weekday) - local.weekday()) % 7
    day = local.date() + timedelta(days=ahead)
    return day if local <= newsletter.publication(day) else day + timedelta(days=7)
