"""Answers kept on disk, so that the same question is never paid for twice."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

from digest.workspace import write_json

__all__ = ["Memory"]

log = logging.getLogger(__name__)


class Memory:
    """A folder of answers, each under a key made of all that shapes it; may be deleted any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def key(question: dict[str, Any]) -> str:
        """64 hexadecimal digits: SHA-256 of the whole question (server, model, parameters, words)."""
        told = json.dumps(question, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> dict[str, Any] | None:
        """What was kept under `key`; None when nothing is, or when it cannot be read."""
        try:
            value = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return value if isinstance(value, dict) and isinstance(value.get("text"), str) else None

    def put(self, key: str, value: dict[str, Any]) -> None:
        """Keep `value`; a full disk loses the memory, not the answer."""
        try:
            write_json(self._path(key), value)
        except OSError as error:
            log.warning("an answer could not be kept: %s", error.strerror)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
