"""What the bubble watch counts, and in which currency."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, field_validator

from digest.config.table import Table
from digest.notice import Notice

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
DEAL_KINDS = (
    *("investment", "funding", "debt", "capex"),
    *("acquisition", "contract", "settlement", "public"),
)


class BubbleSettings(Table):
    """What the bubble watch counts (`[bubble]` in digest.toml)."""

    section: str = Field("bubble", description="The section its table stands in; empty: none.")
    currency: Currency = "EUR"
    rates: dict[Currency, Annotated[float, Field(gt=0)]] = Field(
        {
            "USD": 0.85,
            "GBP": 1.15,
            "CHF": 1.07,
            "CNY": 0.12,
            "JPY": 0.0058,
            "CAD": 0.61,
            "INR": 0.0096,
        },
        description="What one unit of each is worth in `currency`.",
    )
    kinds: tuple[str, ...] = DEAL_KINDS
    least: float = Field(
        1_000_000, ge=0, description="The smallest sum that counts, in `currency`."
    )
    weeks: int = Field(8, ge=2, le=26, description="How many issues the chart goes back.")

    @field_validator("kinds")
    @classmethod
    def _kinds(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [kind for kind in value if kind not in DEAL_KINDS]:
            raise ValueError(
                Notice(
                    "no such kind: {unknown}; choose of {deal_kinds}",
                    unknown=", ".join(unknown),
                    deal_kinds=", ".join(DEAL_KINDS),
                )
            )
        return value

    def worth(self, value: Decimal, unit: str) -> Decimal:
        """`value` of the currency `unit` in `currency`; zero for a currency without a rate."""
        if unit == self.currency:
            return value
        return value * Decimal(str(self.rates.get(unit, 0)))
