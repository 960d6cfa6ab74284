"""Statements: the reading of a document comes in; who said what, in marks or reported, goes out.

Order, in `statements`: `quotations` pairs marks; `cues`, `adjacent_cues` and `reporting_nouns` find what reports
speech; `attribution` says which cue governs which quotation, `speakers` who is its subject; `indirect_speech` finds
what is reported without marks, `transcripts` the turns of interviews; `carried_speakers` who "it added" is;
`circumstances` when and at which event it was said.

A wrong speaker: `attribution`, then `speakers`. A verb of speech is missed: `seeds/reference/cue_verbs.csv`.
"""
