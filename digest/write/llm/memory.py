"""Answers kept on disk, so that the same question is never paid for twice; failures too, until asked."""

import hashlib
import json
import logging
import shutil
from contextlib import suppress
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

    Below it stand the questions that no answer came to, or none of use.
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
        kept = (_read(path) for path in (self._path(key), self._failure(key)))
        return next((value for value in kept if isinstance(value.get("text"), str)), None)

    def put(self, key: str, value: dict[str, Any]) -> None:
        """Keep an answer; a full disk loses the memory, not the answer."""
        _write(self._path(key), value)

    def doubt(self, key: str) -> None:
        """The answer kept under `key` was of no use: it is forgotten with the failures."""
        failed = self._failure(key)
        with suppress(OSError):  # it lies there already, or was never kept
            failed.parent.mkdir(parents=True, exist_ok=True)
            self._path(key).replace(failed)

    def failure(self, key: str) -> tuple[str, str] | None:
        """Of which kind, and why, no answer came to the question of `key`; None when one may come."""
        value = _read(self._failure(key))
        kind, why = value.get("kind", "network"), value.get("why")
        return (kind, why) if isinstance(kind, str) and isinstance(why, str) else None

    def put_failure(self, key: str, kind: str, why: str) -> None:
        """Keep that no answer came."""
        _write(self._failure(key), {"kind": kind, "why": why})

    def forget_failures(self) -> None:
        """All questions that no answer came to, or none of use, may be asked again."""
        shutil.rmtree(self._failed, ignore_errors=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"

    def _failure(self, key: str) -> Path:
        return self._failed / f"{key}.json"


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
