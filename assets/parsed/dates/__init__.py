"""Dates: everything that says when a document was published comes in; its day, precision and evidence go out.

`timestamps` reads printed stamps (`zones` their zones), `own_day` the day that a report calls its own, `evidence`
gathers what a text without metadata says, `published` weighs it all. A stamp is misread: `timestamps`. The wrong one
of several is taken: `published`.
"""
