"""How stories are placed and chosen beyond what the sections say."""

from typing import Annotated

from pydantic import Field

from digest.config.table import OneLine, Table


class GroupingSettings(Table):
    """How stories are placed and chosen (`[grouping]` in digest.toml)."""

    unsure: OneLine = Field("", description="The section of unsure stories; empty: the likeliest.")
    unsure_below: float = Field(0.15, ge=0, le=1, description="How far the second must be behind.")
    share: float = Field(0.34, gt=0, le=1, description="Of the issue, for one publisher alone.")
    contested: float = Field(
        0.0, ge=0, le=0.1, description="How far from one story a likeness is put to the model."
    )
    quotas: dict[str, Annotated[int, Field(ge=0)]] = Field(
        {}, description="The most stories that a publisher or source tells alone."
    )
