"""Finds the events of one document."""

from assets.enriched.annotate.reading import Reading


def find(reading: Reading) -> None:
    """Fills `annotation.events`."""
