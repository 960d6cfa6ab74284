"""Files of many articles: where one ends and the next begins, and what the database that wrote them says of each.

Order: `split` finds the stretches (`wire` those of batches without labels), `record` reads one, with `fields` for
labelled lines, `head` for lines without labels, `days` and `values` for what they hold; `patterns` compiles what
`seeds/reference/exports.yaml` knows, `lines` counts positions. Which file holds which text belongs to the readers.
"""
