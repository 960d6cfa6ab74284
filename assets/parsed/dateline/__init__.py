"""Dateline: the first paragraphs come in; place, date, agency and span of the dateline go out.

`find` tries the parts one after another, `grammar` holds their patterns, `place` judges whether words are a place and
in which country, `year` infers the year where only day and month are printed. A dateline is missed: `grammar`. A word
is taken for a place: `place`.
"""
