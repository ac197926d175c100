"""Articles are hostile: no text makes the reader slow."""

import pytest

from digest.draft import dumps, loads

MANY = 50_000  # signs; what is quadratic takes minutes here, what is linear a tenth of a second


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
def test_reading_and_writing_take_linear_time(linear, start, unit):
    end = "-->" if start.endswith("<!-- ") else "x"

    def read_and_write(signs):
        body = unit * (len(signs) // len(unit))  # whole ones
        dumps(loads(f"---\ndate: 2025-09-27\n---\n{start}{body}{end}"))

    linear(read_and_write, "x" * MANY)
