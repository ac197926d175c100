"""What comes back: undeliverable mail, complaints, mails that ask to be taken off the list."""

from digest.bounces.gather import Tally, gather

__all__ = ["Tally", "gather"]
