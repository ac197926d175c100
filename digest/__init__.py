"""digest: from the articles of a week to a newsletter issue that an editor can trust."""

__version__ = "0.1.0"
