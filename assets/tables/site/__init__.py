"""The site: a published warehouse comes in; a page of every event, person, country and document goes out.

`prints` says of every page what it shows, as a hash, `touched` which pages what has changed leads to, and `index` keeps
both; `evidence` cuts raw texts into marked
pieces, `documents`, `events` and `lists` say what a page holds, `write` writes those that changed below `HOME/site`. A
page that is not written looks old? Something that it shows is missing in its print. Pages stand under the ids of the
warehouse for ever: what is no longer held keeps a page that says so. How a page looks stands in the templates of
`assets/tables/brief`, where all escaping is done.
"""
