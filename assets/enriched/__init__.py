"""Enriched: parsed records come in; sentences, mentions, times, statements, entities, tenures and events go out.

`annotate` looks at one document at a time; `resolve` looks across all of them and stands to the right of it.
`rulings_file` opens what analysts have ruled. `step` is what worker processes run, `stage` the chain over a store.
"""
