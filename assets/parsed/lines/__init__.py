"""Lines: a raw text comes in; a `LineTable` goes out: its lines, what each looks like, no role decided yet.

Order, in `line_table`: `split` cuts lines and joins hard-wrapped ones, `run_on_dateline` parts a headline from the
dateline behind it, `header_lines` takes "Label: value" apart, `shapes` says what a line looks like. `markdown` and
`boilerplate_phrases` are look-ups that all of parsing shares.

A paragraph is cut in two or glued: `split`. A menu line passes for prose: `shapes`, or a phrase is missing from
`seeds/reference/page_lines.yaml`.
"""
