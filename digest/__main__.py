"""`python -m digest`, the same as `digest`."""

from digest.cli import main

main()
