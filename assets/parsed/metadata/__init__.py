"""Metadata: a `LineTable` comes in; headline, authors, publisher, tags and language go out.

`headline` chooses the line and `headline_trimming` what of it is the headline; `byline` finds authors (`author_names`
reads them out of a line), `credit_lines` those of plain articles; `masthead` reads how
a text names its publisher, `source` joins that with the address into outlet, agency and section; `tags` collects key
words; `language` identifies the language.
"""
