"""The house style that the model is shown: the editor's file, or the one a new workspace gets."""

from importlib import resources
from pathlib import Path

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["style"]

LONGEST = 20_000  # characters; every question carries them


def style(folder: Path, language: str) -> str:
    """The house style in `folder` (the workspace's `config/`) for a newsletter in `language`.

    `style.LANGUAGE.md` counts before `style.md`; where neither stands, the starter's is taken.
    Raises DigestError when the file is not UTF-8 or too long.
    """
    names = (f"style.{language}.md", "style.md")
    starter = resources.files("digest") / "starter" / "config"
    for place in (folder, starter):
        for name in names:
            file = place / name
            if file.is_file():
                try:
                    text = file.read_text(encoding="utf-8-sig")
                except UnicodeDecodeError as error:
                    raise DigestError(
                        Notice("{file} is not UTF-8.", file=file), Notice("Save it again as UTF-8.")
                    ) from error
                if len(text) > LONGEST:
                    raise DigestError(
                        Notice("{file} has {count} characters.", file=file, count=len(text)),
                        Notice(
                            "Shorten it to {longest}: every question to the model carries it.",
                            longest=LONGEST,
                        ),
                    )
                return text
    return ""
