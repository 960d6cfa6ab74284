"""The data dictionary as a page of the UI's own, so that links from assets lead somewhere wherever it is installed.

Here belongs the page. What it says is made of the declarations by `checks/pages/dictionary.py`.
"""

import re
from functools import cache

from markdown_it import MarkdownIt

from checks.pages.dictionary import dictionary_page
from runtime.version import ROOT

STYLE = ROOT / "assets" / "tables" / "brief" / "templates" / "style.css"
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Data dictionary</title><style>{style}
table {{ display: block; overflow-x: auto; }} td:nth-child(3) {{ min-width: 18rem; }}
h3:target, tr:target {{ background: var(--mark); color: var(--mark-ink); }}
</style></head><body><main id="content">
{body}</main></body></html>
"""
_NAME = re.compile(r"<h3>(\w+)</h3>")
_ROW = re.compile(r"<tr>\n<td><code>(\w+)</code></td>")


@cache
def page() -> str:
    """The whole page as HTML; `#events` is a table's or view's place, `#events.start_on` a column's."""
    text = MarkdownIt("commonmark", {"html": False}).enable("table").render(dictionary_page())
    head, *sections = _NAME.split(text)
    parts = [head]
    for name, section in zip(sections[::2], sections[1::2], strict=True):
        own, border, rest = section.partition("<h2>")
        rows = _ROW.sub(rf'<tr id="{name}.\1">\n<td><code>\1</code></td>', own)
        parts.append(f'<h3 id="{name}">{name}</h3>{rows}{border}{rest}')
    return _PAGE.format(style=STYLE.read_text(encoding="utf-8"), body="".join(parts))
