"""The demo issue, as values and rendered once."""

import runpy
from pathlib import Path

import pytest

from digest.render import render

_DEMO = runpy.run_path(str(Path(__file__).with_name("demo.py")))


@pytest.fixture(scope="session")
def issue():
    return _DEMO["ISSUE"]


@pytest.fixture(scope="session")
def newsletter():
    return _DEMO["NEWSLETTER"]


@pytest.fixture(scope="session")
def email(issue, newsletter):
    return render(issue, newsletter=newsletter, templates=None)
