"""Metadata: a `LineTable` comes in; headline, authors, publisher, tags and language go out.

`headline` chooses the line and `headline_trimming` what of it is the headline; `byline` reads authors, without the
ranks and shared agencies that `author_prefixes` cuts off, `credit_lines` those of plain articles; `masthead` reads how
a text names its publisher, `source` joins that with the address into outlet, agency and section; `tags` collects key
words; `language` identifies the language.
"""
