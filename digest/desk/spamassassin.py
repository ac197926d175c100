"""SpamAssassin, where it is installed: what it says of a message."""

import re
import shutil
import subprocess
from collections.abc import Callable

__all__ = ["spamassassin"]

PATIENCE = 30  # seconds: its tests on the network take ten


def spamassassin() -> Callable[[bytes], tuple[float, str] | None] | None:
    """What scores a message: its points and the names of its reasons; None where there is no `spamc`.

    A daemon that does not answer scores nothing.
    """
    program = shutil.which("spamc")
    if program is None:
        return None

    def score(message: bytes) -> tuple[float, str] | None:
        try:
            done = subprocess.run(  # noqa: S603 - a program of the system, and no word of ours in its arguments
                [program, "-R"], input=message, capture_output=True, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        said = done.stdout.decode("utf-8", "replace")
        points = re.match(r"(-?[\d.]+)/(-?[\d.]+)", said)
        if points is None or float(points[2]) == 0:  # 0/0: nobody is behind it
            return None
        reasons = re.findall(r"^\s*-?[\d.]+ ([A-Z][A-Z0-9_]{2,})", said, re.MULTILINE)
        return float(points[1]), ", ".join(reasons)

    return score
