"""Who writes the items, and what that may cost."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from digest.config.table import OneLine, Table, WebAddress, on_this_machine
from digest.notice import Notice

WRITERS = ("extractive", "llm")


class WriterSettings(Table):
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
    voice: int = Field(0, ge=0, le=5, description="Past issues shown for their tone.")
    reserved: tuple[OneLine, ...] = Field((), description="Publishers no model may read.")
    options: dict[str, Any] = Field({}, description="For a writer of one's own.")

    @property
    def local(self) -> bool:
        """Whether the server is this machine: it then needs neither a key nor prices."""
        return on_this_machine(urlsplit(self.base_url).hostname or "")

    @model_validator(mode="after")
    def _ready(self) -> "WriterSettings":
        if self.type not in WRITERS and ":" not in self.type:
            raise ValueError(
                Notice(
                    "`type`: choose {writers} or package.module:Class", writers=", ".join(WRITERS)
                )
            )
        if self.type != "llm":
            return self
        if not self.model:
            raise ValueError(
                Notice("`model` is missing; write the name of the model, as its server does")
            )
        if not self.base_url:
            raise ValueError(Notice("`base_url` is empty; write the address of the server"))
        free = self.local or not self.key_env
        if not free and not (self.input_price and self.output_price):
            raise ValueError(
                Notice(
                    "`input_price` and `output_price` are missing; write what a million tokens "
                    "cost: a ceiling without prices holds nothing"
                )
            )
        return self
