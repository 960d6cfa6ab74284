"""Page: a `LineTable` comes in; the stretch of the reporting, a role for every line, and segments go out.

Order: `layout` (flattened pages: headline and reporting together, up to `appended_entries`) or `body_region` (plain
texts and value lists); `trailing_boilerplate` cuts what stands behind the report; `embeds` and `line_roles` give the
roles; `segments` turns lines into spans.

A menu line is in the body: `line_roles`, then `layout`. Notes behind the report stay in it: `trailing_boilerplate`.
Comments or a live blog are read on: `appended_entries`.
"""
