"""What every table of settings has in common: its base, and the shapes of single values."""

from ipaddress import ip_address
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

CountryCode = Annotated[str, Field(pattern=r"^[A-Za-z]{2}$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
WebAddress = Annotated[str, Field(pattern=r"^$|^https?://[^\s]+$")]
# One address, no header can be smuggled in: no white space, no angle bracket, no comma.
MailAddress = Annotated[str, Field(pattern=r"^$|^[^@\s<>,;:\"]+@[^@\s<>,;:\"]+$")]
EnvironmentName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
OneLine = Annotated[str, Field(pattern=r"^[^\r\n]*$")]


def on_this_machine(host: str) -> bool:
    """Whether `host` can be no other machine; "127.0.0.1.example" is one."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class Table(BaseModel):
    """A table of a settings file: a key it does not know is a mistake, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
