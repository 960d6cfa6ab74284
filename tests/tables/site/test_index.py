"""What is known of the pages: folders are looked into where a page came or went, and not where none did."""

import os
from pathlib import Path

import pytest

from assets.tables.site import index
from assets.tables.site.write import write
from tests.tables.brief.world import opened, yesterday


def test_a_folder_is_looked_into_where_a_page_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    con, looked, names = opened(yesterday()), list[str](), index._names

    def seen(folder: Path) -> list[str]:
        looked.append(folder.name)
        return names(folder)

    write(con, tmp_path, "one")
    for kind in ("event", "document", "person", "country"):
        os.utime(tmp_path / kind, ns=(1, 1))  # long ago
    write(con, tmp_path, "one")
    monkeypatch.setattr(index, "_names", seen)
    assert write(con, tmp_path, "one").anew == 0
    assert looked == [tmp_path.name]  # the lists alone, beside which the index stands
    (tmp_path / "person" / "per-3.html").unlink()
    looked.clear()
    assert write(con, tmp_path, "one").anew == 1
    assert sorted(looked) == sorted([tmp_path.name, "person"])
    con.close()
