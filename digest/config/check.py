"""What the check only warns of, and what it counts."""

from pydantic import NonNegativeInt

from digest.config.table import OneLine, Table


class CheckSettings(Table):
    """What `digest check` only warns of, and how many words of a source may stand in a row outside
    guillemets, 0 for any number (`[check]` in digest.toml)."""

    warn: tuple[OneLine, ...] = ()
    verbatim: NonNegativeInt = 15
