"""For mkdocs: takes files of the repository that pages link to, as `../CONTRIBUTING.md`, into the site.

Here belongs what mkdocs would not do by itself: it knows only files below `docs`. In the site such a file stands below
`repository/`; its own links to other such files lead there too.
"""

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
BESIDE = ("CONTRIBUTING.md", "CHANGELOG.md", "LICENSE")
_LINK = re.compile(r"(\]\()(?!https?:|#|mailto:)([^)#\s]+)([^)]*\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds every file of the repository that a page links to."""
    wanted = set(BESIDE)
    for file in files.documentation_pages():
        for link in _LINK.finditer(Path(str(file.abs_src_path)).read_text(encoding="utf-8")):
            if target := _outside(file.src_uri, link[2]):
                wanted.add(target)
    for path in sorted(wanted):
        files.append(File.generated(config, f"repository/{path}", abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leads links out of `docs` to where `on_files` put what they name."""
    here = page.file.src_uri

    def led(link: re.Match[str]) -> str:
        if here.startswith("repository/"):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here.removeprefix("repository/")), link[2]))
            site = target.removeprefix("docs/") if target.startswith("docs/") else f"repository/{target}"
        elif target := _outside(here, link[2]):
            site = f"repository/{target}"
        else:
            return link[0]
        return link[1] + posixpath.relpath(site, posixpath.dirname(here) or ".") + link[3]

    return _LINK.sub(led, markdown)


def _outside(page: str, link: str) -> str | None:
    """The path in the repository that a page's link names, where that is not below `docs`."""
    target = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), link))
    return None if target.startswith(("docs/", "..")) else target
