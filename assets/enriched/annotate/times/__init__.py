"""Time expressions of one document: in comes a reading with its parse, out go `time_mentions` with TIMEX3 values.

Here belong recognition and normalisation of times (TimeML, ISO 24617-1), for newswire and for narratives of the past.
When an event took place belongs to `events`, which reads the intervals.
"""

from assets.enriched.annotate.times.find import find

__all__ = ["find"]
