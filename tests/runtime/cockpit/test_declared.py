"""What assets declare: owners and age as the operator sets them, every column explained where it is seen."""

import datetime as dt

import dagster as dg
import pytest

from checks.registry import TABLES
from pipelines.definitions import defs
from pipelines.web.dictionary import page
from runtime.cockpit.declared import DICTIONARY, OWNER, dictionary, freshness, owners


def test_every_asset_has_an_owner_and_every_table_its_dictionary() -> None:
    graph = defs.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.owners == [OWNER], key
        if key.to_user_string() in TABLES:
            assert {"dictionary", "dictionary_page"} <= set(node.metadata), key


def test_the_warehouse_alone_has_to_be_fresh() -> None:
    graph = defs.resolve_asset_graph()
    fresh = {key.to_user_string() for key in graph.get_all_asset_keys() if graph.get(key).freshness_policy is not None}
    assert fresh == {"warehouse"}


def test_owners_are_those_of_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_OWNERS", "team:desk, ann@example.org")
    assert owners() == ["team:desk", "ann@example.org"]
    assert dg.AssetSpec("a", owners=owners()).owners == owners()
    monkeypatch.setenv("COMMUNIQUE_OWNERS", "the desk")
    with pytest.raises(ValueError, match="'the' is no owner"):
        owners()


def test_the_age_is_that_of_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_FRESH_HOURS", "12")
    assert freshness() == dg.FreshnessPolicy.time_window(dt.timedelta(hours=24), dt.timedelta(hours=12))
    monkeypatch.setenv("COMMUNIQUE_FRESH_HOURS", "0")
    with pytest.raises(ValueError, match="from 1 to 8760"):
        freshness()


@pytest.mark.parametrize("name", TABLES)
def test_every_column_stands_in_the_dictionary_and_its_link_leads_to_the_table(name: str) -> None:
    shown = dictionary(TABLES[name])
    for column in TABLES[name].columns:
        assert f"| {column.name} |" in shown["dictionary"].md_str
    address = shown["dictionary_page"].url
    assert address == f"{DICTIONARY}#{name}"
    assert f'<h3 id="{name}">{name}</h3>' in page()
    for column in TABLES[name].columns:
        assert f'<tr id="{name}.{column.name}">' in page()
