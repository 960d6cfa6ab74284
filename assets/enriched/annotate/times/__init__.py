"""Times: a reading with its parse comes in; `time_mentions` with TIMEX3 values and intervals go out.

Here belong recognition and normalisation of times (TimeML, ISO 24617-1), for newswire and for narratives of the past.
`find` collects what the rules of `explicit` (printed dates), `deictic` (today, weekdays, last week), `anaphoric` (the
next day), `periods`, `clock` and `durations` propose, and reads it front to back against the `anchor`, with the `tense`
of the clause; `intervals` is the calendar, `lexicon` the words.

A weekday becomes the wrong date: `deictic`, with `anchor.weekday` and `tense`. When an event took place belongs to
`events`, which reads the intervals.
"""

from assets.enriched.annotate.times.find import find

__all__ = ["find"]
