"""The settings files: which tables each holds, and all of them together."""

from digest.config.bounces import BouncesSettings
from digest.config.bubble import BubbleSettings
from digest.config.check import CheckSettings
from digest.config.database import DatabaseSettings
from digest.config.embeddings import EmbeddingSettings
from digest.config.grouping import GroupingSettings
from digest.config.newsletter import Newsletter
from digest.config.section import SectionRule
from digest.config.sending import SendingSettings
from digest.config.serve import ServeSettings
from digest.config.source import SourceSettings
from digest.config.table import Table
from digest.config.writer import WriterSettings


class DigestFile(Table):
    """What stands in `config/digest.toml`."""

    newsletter: Newsletter
    writer: WriterSettings = WriterSettings()
    check: CheckSettings = CheckSettings()
    grouping: GroupingSettings = GroupingSettings()
    embeddings: EmbeddingSettings = EmbeddingSettings()
    bubble: BubbleSettings = BubbleSettings()
    sending: SendingSettings = SendingSettings()
    database: DatabaseSettings = DatabaseSettings()
    serve: ServeSettings = ServeSettings()
    bounces: BouncesSettings = BouncesSettings()


class SectionsFile(Table):
    section: tuple[SectionRule, ...] = ()


class SourcesFile(Table):
    source: tuple[SourceSettings, ...] = ()


class Config(DigestFile):
    """Everything that stands in `config/`."""

    sections: tuple[SectionRule, ...] = ()
    sources: tuple[SourceSettings, ...] = ()
