"""The brief: a published warehouse comes in, with what an earlier run published; a page of what is new goes out.

`changes` compares the two, `events` says each event that is news in a sentence, how sure it is and why (`sureness`,
with `conflicts` between reports), `lines` every event in a line, `watch` finds what analysts watch for, `groups` sorts
by pair of countries and by theme, `pictures` lays out what is drawn, `build` makes the whole brief (`model`), `render`
writes it as HTML, Markdown and JSON.
Looks wrong? The sentence itself is `events.summary`, made in `assets/enriched/resolve/events/summary.py`; the
thresholds of "how sure" stand in the macro `how_sure` of `assets/tables/sql`. Deciding what is true of the news does
not belong here.
"""
