"""The newsletter itself: its name, its day, its sender, its colours."""

from datetime import date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from digest.config.brand import Brand
from digest.config.table import Key, MailAddress, OneLine, Table, WebAddress
from digest.languages import available
from digest.notice import Notice

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


class Sender(Table):
    """Who the mail comes from."""

    name: OneLine = ""
    email: MailAddress = ""
    reply_to: MailAddress = ""
    postal_address: str = Field("", description="Printed in the footer; the law asks for it.")


class EpigraphSettings(Table):
    """The quotation that stands in every issue."""

    text: str = ""
    author: OneLine = ""


class PictureSettings(Table):
    """Where pictures lie (`[newsletter.pictures]` in digest.toml); empty: they travel in the mail."""

    url: WebAddress = ""


class Newsletter(Table):
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
    subscribe_url: WebAddress = ""
    theme: Key = "default"
    signoff: str = ""
    about: str = ""
    watch: tuple[str, ...] = Field((), description="Names that lift a story's score.")
    narrow_spaces: bool = Field(True, description="False: U+00A0 where French wants U+202F.")
    link_names: bool = Field(
        False, description="Names that past issues in the archive told of are links to them."
    )
    epigraph: EpigraphSettings = EpigraphSettings()
    sender: Sender = Sender()
    brand: Brand = Brand()
    pictures: PictureSettings = PictureSettings()

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        if value not in available():
            raise ValueError(
                Notice(
                    "no such language; choose one of {available}", available=", ".join(available())
                )
            )
        return value

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(Notice("no such time zone; write it like Europe/Paris"))
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


def next_issue_date(newsletter: Newsletter, now: datetime) -> date:
    """The next publication day at `now`: today, until the hour of publication has passed."""
    local = now.astimezone(newsletter.zone)
    ahead = (WEEKDAYS.index(newsletter.weekday) - local.weekday()) % 7
    day = local.date() + timedelta(days=ahead)
    return day if local <= newsletter.publication(day) else day + timedelta(days=7)
