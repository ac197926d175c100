"""The settings of a workspace: `config/digest.toml`, `sections.toml`, `sources.toml`.

All files are validated as a whole, so that an editor sees every mistake at once, each with its
file, its key and a remedy. A key that the program does not know is a mistake: a typing error must
not silently switch something off.
"""

from digest.config.bounces import BouncesSettings
from digest.config.brand import Brand
from digest.config.bubble import BubbleSettings
from digest.config.check import CheckSettings
from digest.config.embeddings import EmbeddingSettings
from digest.config.grouping import GroupingSettings
from digest.config.load import load
from digest.config.newsletter import Newsletter, Sender, next_issue_date
from digest.config.section import SectionRule
from digest.config.sending import SendingSettings
from digest.config.serve import ServeSettings
from digest.config.source import SourceSettings
from digest.config.tables import Config
from digest.config.writer import WriterSettings

__all__ = [
    "BouncesSettings",
    "Brand",
    "BubbleSettings",
    "CheckSettings",
    "Config",
    "EmbeddingSettings",
    "GroupingSettings",
    "Newsletter",
    "SectionRule",
    "Sender",
    "SendingSettings",
    "ServeSettings",
    "SourceSettings",
    "WriterSettings",
    "load",
    "next_issue_date",
]
