"""The tables of the settings files: every key, its type, its default."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
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
WRITERS = ("extractive", "llm")
TRANSPORTS = ("smtp", "outbox")
CountryCode = Annotated[str, Field(pattern=r"^[A-Za-z]{2}$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
WebAddress = Annotated[str, Field(pattern=r"^$|^https?://[^\s]+$")]
# One address, no header can be smuggled in: no white space, no angle bracket, no comma.
MailAddress = Annotated[str, Field(pattern=r"^$|^[^@\s<>,;:\"]+@[^@\s<>,;:\"]+$")]
EnvironmentName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
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
    narrow_spaces: bool = Field(True, description="False: U+00A0 where French wants U+202F.")
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

    def address(self, day: date) -> str:
        """The web address of the issue of `day`; "" when issues have none of their own."""
        return self.url.replace("{date}", day.isoformat()) if "{date}" in self.url else ""

    def window(self, day: date) -> tuple[datetime, datetime]:
        """The first and the last moment of the week that the issue of `day` tells.

        Whole days in the newsletter's time zone: from `window_days` days before, at midnight, to
        the end of the issue's day.
        """
        midnight = datetime.combine(day, time(0, 0), tzinfo=self.zone)
        end = datetime.combine(day + timedelta(days=1), time(0, 0), tzinfo=self.zone)
        return midnight - timedelta(days=self.window_days), end


class WriterSettings(_Table):
    """Who writes the items, and what that may cost (`[writer]` in digest.toml)."""

    type: OneLine = "extractive"
    base_url: WebAddress = "https://api.openai.com/v1"
    model: OneLine = ""
    key_env: Annotated[str, Field(pattern=r"^[A-Za-z_]?[A-Za-z0-9_]*$")] = "OPENAI_API_KEY"
    currency: OneLine = Field("USD", description="Only shown; the prices are in it.")
    input_price: float = Field(0.0, ge=0, allow_inf_nan=False, description="A million tokens read.")
    output_price: float = Field(0.0, ge=0, allow_inf_nan=False, description="A million written.")
    max_cost: float = Field(1.0, ge=0, allow_inf_nan=False, description="One issue, all builds.")
    max_input: int = Field(12_000, ge=500, le=400_000, description="Characters of a story.")
    max_output: int = Field(1_200, ge=100, le=100_000, description="Tokens of an answer.")
    temperature: float = Field(0.3, ge=0, le=2)
    timeout: float = Field(60.0, ge=1, le=3600, description="Seconds for one answer.")
    retries: int = Field(2, ge=0, le=10)
    parallel: int = Field(4, ge=1, le=64, description="Questions under way at once.")
    frame: bool = Field(True, description="Standfirsts, head and a first editorial too.")
    reserved: tuple[OneLine, ...] = Field((), description="Publishers no model may read.")
    options: dict[str, Any] = Field({}, description="For a writer of one's own.")

    @property
    def local(self) -> bool:
        """Whether the server is this machine: it then needs neither a key nor prices."""
        host = urlsplit(self.base_url).hostname or ""
        return host == "localhost" or host.startswith("127.") or host == "::1"

    @model_validator(mode="after")
    def _ready(self) -> "WriterSettings":
        if self.type not in WRITERS and ":" not in self.type:
            raise ValueError(f"`type`: choose {', '.join(WRITERS)} or package.module:Class")
        if self.type != "llm":
            return self
        if not self.model:
            raise ValueError("`model` is missing; write the name of the model, as its server does")
        if not self.base_url:
            raise ValueError("`base_url` is empty; write the address of the server")
        free = self.local or not self.key_env
        if not free and not (self.input_price and self.output_price):
            raise ValueError(
                "`input_price` and `output_price` are missing; write what a million tokens cost: "
                "a ceiling without prices holds nothing"
            )
        return self


class SendingSettings(_Table):
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


class CheckSettings(_Table):
    """What `digest check` only warns of (`[check]` in digest.toml)."""

    warn: tuple[OneLine, ...] = ()


class SectionRule(_Table):
    """One section and what belongs there (`[[section]]` in sections.toml)."""

    key: Key
    title: OneLine
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field((), description="Publishers whose articles lean this way.")
    countries: tuple[CountryCode, ...] = Field(
        (), description="Two-letter codes; their names are known."
    )
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
    writer: WriterSettings = WriterSettings()
    check: CheckSettings = CheckSettings()
    sending: SendingSettings = SendingSettings()


class SectionsFile(_Table):
    section: tuple[SectionRule, ...] = ()


class SourcesFile(_Table):
    source: tuple[SourceSettings, ...] = ()


class Config(_Table):
    """Everything that stands in `config/`."""

    newsletter: Newsletter
    writer: WriterSettings = WriterSettings()
    check: CheckSettings = CheckSettings()
    sending: SendingSettings = SendingSettings()
    sections: tuple[SectionRule, ...] = ()
    sources: tuple[SourceSettings, ...] = ()


def next_issue_date(newsletter: Newsletter, now: datetime) -> date:
    """The next publication day at `now`: today, until the hour of publication has passed."""
    local = now.astimezone(newsletter.zone)
    ahead = (WEEKDAYS.index(newsletter.weekday) - local.weekday()) % 7
    day = local.date() + timedelta(days=ahead)
    return day if local <= newsletter.publication(day) else day + timedelta(days=7)
