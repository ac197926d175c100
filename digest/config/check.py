"""What the check only warns of."""

from digest.config.table import OneLine, Table


class CheckSettings(Table):
    """What `digest check` only warns of (`[check]` in digest.toml)."""

    warn: tuple[OneLine, ...] = ()
