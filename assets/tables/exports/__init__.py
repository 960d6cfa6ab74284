"""What is written for other programs: the published file comes in, files of other formats go out.

`export` knows the formats, `followthemoney` makes entities and statements, `datapackage` describes what was written,
`sheet` makes text harmless to spreadsheets. What the rows say is decided elsewhere.
"""
