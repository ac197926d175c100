"""Which language the person at the terminal reads."""

import os
import re
from pathlib import Path

from digest.errors import DigestError
from digest.languages import available
from digest.workspace import find

__all__ = ["of_the_system", "of_the_workspace"]

_LANGUAGE = re.compile(r"^\s*language\s*=\s*[\"'](\w\w)", re.MULTILINE)


def of_the_system() -> str:
    """What DIGEST_LANG names, or else the system's locale; "" where that is no language we speak."""
    own = os.environ.get("DIGEST_LANG", "")
    system = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    for said in (own, next(filter(None, system), "")):
        if said[:2] in available():
            return said[:2]
    return ""


def of_the_workspace(folder: Path | None) -> str:
    """The newsletter's language, also where its settings cannot be read as a whole; else English."""
    try:
        root = folder or find(Path.cwd()).root
        found = _LANGUAGE.search((root / "config" / "digest.toml").read_text(encoding="utf-8"))
    except (DigestError, OSError, UnicodeDecodeError):
        return "en"
    code = found[1] if found else "fr"
    return code if code in available() else "en"
