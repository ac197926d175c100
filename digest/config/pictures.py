"""Where the pictures of an issue lie."""

from digest.config.table import Table, WebAddress


class PictureSettings(Table):
    """Where pictures lie (`[newsletter.pictures]` in digest.toml); empty: they travel in the mail."""

    url: WebAddress = ""
