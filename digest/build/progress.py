"""How a long step tells how far it is."""

from collections.abc import Callable

Progress = Callable[..., None]
"""Told of each step done: the stage's name, steps done, steps in all, and perhaps a few words."""
