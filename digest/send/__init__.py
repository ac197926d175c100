"""Sending: an approved issue reaches each recipient once, whatever breaks on the way."""

from digest.send.dispatch import send
from digest.send.transport import Envelope, Transport, TransportError

__all__ = ["Envelope", "Transport", "TransportError", "send"]
