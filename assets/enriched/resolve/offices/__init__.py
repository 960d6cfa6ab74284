"""Offices: what documents say of office-holders comes in; tenures, holders of bare offices and contradictions go out.

`tenures` does all of it. Which office a text names was decided in `annotate.offices`.
"""
