"""The fixture `linear` sees what it is for."""

import pytest


def test_quadratic_work_is_seen_and_linear_work_passes(linear):
    linear(lambda text: [sign.upper() for sign in text], "a" * 100_000)
    with pytest.raises(pytest.fail.Exception):
        linear(lambda text: [text.count("b") for _ in text], "a" * 40_000)
