"""Answers kept on disk, so that the same question is never paid for twice; failures too, until asked."""

import hashlib
import json
import logging
import shutil
from pathlib import Path
from typing import Any

from digest.workspace import Workspace, write_json

__all__ = ["Memory", "answers"]

log = logging.getLogger(__name__)


def answers(workspace: Workspace) -> Path:
    """The folder of the answers that `workspace` keeps."""
    return workspace.cache / "llm"


class Memory:
    """A folder of answers, each under a key made of all that shapes it; may be deleted any time.

    Below it stand the questions that no answer came to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._failed = folder / "failed"

    @staticmethod
    def key(question: dict[str, Any]) -> str:
        """64 hexadecimal digits: SHA-256 of the whole question (server, model, parameters, words)."""
        told = json.dumps(question, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under `key`; None when there is none, or when it cannot be read."""
        value = _read(self._path(key))
        return value if isinstance(value.get("text"), str) else None

    def put(self, key: str, value: dict[str, Any]) -> None:
        """Keep an answer; a full disk loses the memory, not the answer."""
        _write(self._path(key), value)

    def failure(self, key: str) -> str:
        """Why no answer came to the question of `key` when it was asked; "" when none is known of."""
        why = _read(self._failed / f"{key}.json").get("why")
        return why if isinstance(why, str) else ""

    def put_failure(self, key: str, why: str) -> None:
        """Keep that no answer came."""
        _write(self._failed / f"{key}.json", {"why": why})

    def forget_failures(self) -> None:
        """All questions that no answer came to may be asked again."""
        shutil.rmtree(self._failed, ignore_errors=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def _read(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _write(path: Path, value: dict[str, Any]) -> None:
    try:
        write_json(path, value)
    except OSError as error:
        log.warning("what was asked could not be kept: %s", error.strerror)
