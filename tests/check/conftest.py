"""The sound issue, and what is found when one thing in it is broken."""

import runpy
from pathlib import Path

import pytest

_LETTER = runpy.run_path(str(Path(__file__).with_name("letter.py")))


@pytest.fixture(scope="session")
def findings():
    return _LETTER["findings"]


@pytest.fixture(scope="session")
def letter():
    return _LETTER
