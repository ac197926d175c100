"""What comes back: undeliverable mail, complaints, mails that ask to be taken off the list."""

from digest.bounces.gather import Tally, gather
from digest.bounces.score import Rule

__all__ = ["Rule", "Tally", "gather"]
