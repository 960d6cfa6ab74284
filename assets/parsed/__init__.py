"""Parsed: raw documents come in; `articles` and `segments` go out.

`parse` holds the order for texts, `parse_html` for pages. `lines` cuts and describes lines; `page` finds headline and
reporting and gives every line its role; `dateline` reads datelines; `metadata` finds headline, byline, outlet and
tags; `dates` decides the day of publication; `rejection` turns away what is no news article (`feeds` for it);
`stories`, over all articles, finds near duplicates and stories. Who did what does not belong here.
"""
