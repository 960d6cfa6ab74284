"""Finds the statements of one document."""

from assets.enriched.annotate.reading import Reading


def find(reading: Reading) -> None:
    """Fills `annotation.statements`."""
