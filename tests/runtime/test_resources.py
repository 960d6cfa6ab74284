"""What a run may be told of folders: anything from the command line, what the operator allows from the UI."""

import os
from pathlib import Path

import dagster as dg
import pytest

from runtime.resources import Home, InboxConfig, confine


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the operator's `home` and `inbox`, a folder `further` that is allowed, and one that is not."""
    for name in ("home", "inbox/monday", "further/more", "foreign"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMMUNIQUE_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("COMMUNIQUE_ALLOW", "")
    confine([tmp_path / "further"])
    return tmp_path


def test_nothing_is_confined_without_an_operator(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMUNIQUE_ALLOW")
    assert InboxConfig(inbox=str(own / "foreign")).folder() == own / "foreign"
    assert Home(path=str(own / "foreign")).store().home == own / "foreign"


def test_own_and_allowed_folders_are_used(own: Path) -> None:
    assert InboxConfig().folder() == own / "inbox"
    assert Home().store().home == own / "home"
    for name in ("inbox", "inbox/monday", "further", "further/more"):
        assert InboxConfig(inbox=str(own / name)).folder() == own / name
    for name in ("home", "further", "further/more"):
        assert Home(path=str(own / name)).store().home == own / name


@pytest.mark.parametrize("name", ["foreign", "home", ".", "further/../foreign", "inbox/../foreign", "inboxes"])
def test_a_foreign_inbox_is_refused(own: Path, name: str) -> None:
    (own / "inboxes").mkdir()
    with pytest.raises(dg.Failure, match=r"the inbox .* none that the operator allows"):
        InboxConfig(inbox=f"{own}/{name}").folder()


@pytest.mark.parametrize("name", ["foreign", "inbox", "home/below", ".", "further/../foreign"])
def test_a_foreign_store_is_refused(own: Path, name: str) -> None:
    with pytest.raises(dg.Failure, match=r"the store .* none that the operator allows"):
        Home(path=f"{own}/{name}").store()


def test_a_link_leads_where_it_leads(own: Path) -> None:
    (own / "further" / "link").symlink_to(own / "foreign")
    with pytest.raises(dg.Failure):
        InboxConfig(inbox=str(own / "further" / "link")).folder()


def test_a_refusal_does_not_tell_what_the_environment_holds(own: Path) -> None:
    with pytest.raises(dg.Failure) as refused:
        Home(path="/a-secret").store()
    assert "a-secret" not in str(refused.value.description)


def test_a_folder_that_a_list_cannot_name_is_refused(own: Path) -> None:
    with pytest.raises(ValueError, match="rename it"):
        confine([own / f"a{os.pathsep}b"])


def test_the_engine_is_what_the_run_says_else_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMUNIQUE_ENGINE", raising=False)
    assert InboxConfig().chosen_engine() == "local"
    monkeypatch.setattr("runtime.batches.cluster.available", lambda: None)
    monkeypatch.setenv("COMMUNIQUE_ENGINE", "ray")
    assert InboxConfig().chosen_engine() == "ray"
    assert InboxConfig(engine="local").chosen_engine() == "local"


def test_an_engine_that_is_none_or_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_ENGINE", "spark")
    with pytest.raises(dg.Failure, match="one of local, ray"):
        InboxConfig().chosen_engine()
    monkeypatch.setattr("runtime.batches.cluster.importlib.util.find_spec", lambda name: None)
    with pytest.raises(dg.Failure, match=r"requirements-cluster\.lock"):
        InboxConfig(engine="ray").chosen_engine()
