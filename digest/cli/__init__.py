"""The command line: one short file per command; composes, decides nothing."""


def main() -> None:
    """Run the command line."""
    raise SystemExit(0)
