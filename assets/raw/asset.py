"""The raw tables as a Dagster asset: takes in the inbox."""

import datetime as dt
from pathlib import Path
from typing import Any

import dagster as dg

from assets.raw.readers.inbox import NoInbox, check_holds_files
from assets.raw.stage import Intake, judge, take_in
from checks.catalogue import names, specs
from checks.registry import TABLES
from checks.thresholds import using
from runtime import run
from runtime.cockpit.declared import spec
from runtime.produced import Produced
from runtime.resources import Home, InboxConfig
from runtime.run import Results
from runtime.store import STAGES, Store
from runtime.version import code_version

NAMES = names("raw")


@dg.multi_asset(name="raw", specs=[spec(TABLES[n], "raw") for n in NAMES], check_specs=specs(NAMES), can_subset=False)
def raw(context: dg.AssetExecutionContext, config: InboxConfig, home: Home) -> Results:
    """Lists the inbox, leaves out what the last published run holds unchanged, reads the rest."""
    store = home.store()
    inbox = config.folder()
    settings = settings_of(store, inbox, config)
    manifest = run.begin(store, run.run_id(context, store), settings)

    def compute(own: str) -> Produced:
        store.check_inbox(inbox)
        try:
            check_holds_files(inbox, store.is_store)
        except NoInbox as error:
            raise dg.Failure(str(error), allow_retries=False) from None
        leave = frozenset(config.leave)
        began = dt.datetime.fromisoformat(manifest.started_at)
        intake = take_in(
            store, inbox, own, began, full=config.full, limit=config.limit or None, leave=leave,
            document_limit=config.document_seconds, megabytes=config.document_megabytes, day_order=config.day_order,  # type: ignore[arg-type]
            columns=config.columns,
        )  # fmt: skip
        with using(config.thresholds):
            outcomes = judge(intake, own)
        return Produced(intake.tables, outcomes, _notes(store, intake, config, settings))

    yield from run.stage(context, store, "raw", NAMES, compute)
    context.log.info(f"run {manifest.run_id} of {inbox}")


def settings_of(store: Store, inbox: Path, config: InboxConfig) -> dict[str, Any]:
    """What the run was told, as its manifest keeps it."""
    return {
        "inbox": str(inbox),
        "full": config.full,
        "limit": config.limit or None,
        "document_seconds": config.document_seconds,
        "document_megabytes": config.document_megabytes,
        "day_order": config.day_order,
        "columns": config.columns,
        "thresholds": config.thresholds.changed(),
        "overrules": store.rulings_digest(),
    }


def _notes(store: Store, intake: Intake, config: InboxConfig, settings: dict[str, Any]) -> dict[str, Any]:
    base = store.published_run()
    return {
        "unchanged": not (config.full or intake.read or intake.moved) and published_alike(store, base, settings),
        "base": base,
        "new": sorted(intake.new),
        "refused": sorted(uri for uri, _ in intake.refused),
        "read": len(intake.read),
        "full": config.full,
        "accept_drift": config.accept_drift,
        "thresholds": config.thresholds.changed(),
        "workers": config.workers,
        "engine": config.chosen_engine(),
        "limit": config.document_seconds,
        "megabytes": config.document_megabytes,
        "metadata": settings | {"new_documents": len(intake.new), "refused": len(intake.refused)},
    }


def published_alike(store: Store, base: str | None, settings: dict[str, Any]) -> bool:
    """Whether the published run was made by this code under these settings, and all that it left is still there.

    What has met with a passing trouble is something to work on.
    """
    manifest = store.manifest(base) if base else None
    if manifest is None or manifest.code_version != code_version() or not store.warehouse.exists():
        return False
    if manifest.settings.get("overrules") != settings["overrules"]:
        return False
    if manifest.settings.get("day_order", "") != settings["day_order"]:
        return False
    states = [store.gated(stage) for stage in STAGES]
    return all(
        state is not None and state.run_id == base and not state.notes.get("passing") and store.is_whole(state)
        for state in states
    )
