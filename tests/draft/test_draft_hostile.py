"""Articles are hostile: no text makes the reader slow."""

from time import process_time

import pytest

from digest.draft import dumps, loads

MANY = 50_000  # signs; what is quadratic takes minutes here, what is linear a tenth of a second
SECONDS = 10


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        ("", "*"),
        ("", "\\"),
        ("", "- "),
        ("", "<!-- -->"),
        ("", "a <!-- b --> "),
        ("", "> "),
        ("", "#"),
        ("- **", "a*"),
        ("- **a**", " "),
        ("- **", "\\"),
        ("- ", "**a"),
        ("- a\n", "\n"),
        ("- a\n  [a](", "("),
        ("- a\n  ", "[a](b) "),
        ("- a\n  [", "\\]"),
        ("## a\n*", "\\a"),
        ("## a\n_", "a"),
        ("## a\n", "a • "),
        ("## a <!-- ", "--"),
        ("> —", " "),
        ("![a](", " "),
        ('![a](b "', '\\"'),
        ("\\<!--", "<\\!--"),
    ],
)
def test_reading_and_writing_take_linear_time(start, unit):
    body = start + unit * (MANY // len(unit)) + ("-->" if start.endswith("<!-- ") else "x")
    began = process_time()
    dumps(loads(f"---\ndate: 2025-09-27\n---\n{body}"))
    assert process_time() - began < SECONDS
