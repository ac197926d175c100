"""A server that says how near two texts are in meaning, for the grouping."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from digest.config.table import OneLine, Table, WebAddress, on_this_machine


class EmbeddingSettings(Table):
    """Who turns articles into vectors, if anybody does (`[embeddings]` in digest.toml)."""

    model: OneLine = Field("", description="Empty: nobody is asked.")
    base_url: WebAddress = "https://api.openai.com/v1"
    key_env: Annotated[str, Field(pattern=r"^[A-Za-z_]?[A-Za-z0-9_]*$")] = "OPENAI_API_KEY"
    timeout: float = Field(60.0, ge=1, le=3600, description="Seconds for one answer.")

    @property
    def local(self) -> bool:
        """Whether the server is this machine: it then needs no key, and answers offline too."""
        return on_this_machine(urlsplit(self.base_url).hostname or "")
