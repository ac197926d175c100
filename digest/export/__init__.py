"""An issue for elsewhere: Markdown, HTML to paste into an editor, short texts for networks."""

from digest.export.markdown import markdown
from digest.export.network import NETWORKS, short
from digest.export.paste import paste

__all__ = ["NETWORKS", "markdown", "paste", "short"]
