"""What the published run already says of this run's documents: rows that are taken over, not made again.

What one document says by itself follows from its bytes and the code. A stage that keeps such rows writes an index
beside them, `document_id` and the `key` of what they were made from; the next run takes over the rows of every
document whose key is the same, so long as all code is. It takes them from the run that is published, not from the
newest outcome: what has not passed the checks of a whole run is made again. Here belongs the taking over; what a key is
made of belongs to the stages.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

import polars as pl

from runtime.outputs.grown import Grown
from runtime.store import Manifest, StageState, Store, StoreError
from runtime.version import code_version


@dataclass(frozen=True)
class Held:
    """`index` has the documents that are taken over; `tables` their rows, in the order in which they stood.

    `run_id` is the run that left them, `gone` the documents of it that are not taken over.
    """

    index: pl.DataFrame
    tables: dict[str, pl.DataFrame]
    run_id: str | None = None
    gone: pl.Series = field(default_factory=lambda: pl.Series("document_id", [], pl.String))

    def new(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Those of the rows whose document is not taken over."""
        return rows.join(self.index, on="document_id", how="anti", maintain_order="left")

    def grown(self, new: Mapping[str, pl.DataFrame], gone: pl.Series | None = None) -> dict[str, Grown]:
        """How tables grow that are what was taken over, less the documents that are also `gone`, and these new rows."""
        if self.run_id is None:
            return {}
        left = self.gone if gone is None else pl.concat([self.gone, gone.cast(pl.String)])
        return {name: Grown(self.run_id, "document_id", left, rows) for name, rows in new.items()}


def take_over(
    store: Store,
    stage: str,
    index: str,
    tables: Mapping[str, Mapping[str, pl.DataType]],
    keys: pl.DataFrame,
    version: str,
    kept: Container[str] | None = None,
) -> Held:
    """The rows of `tables` (by name, their columns) that the published run has of the documents in `keys`.

    `keys` are document_id and key; `version` is that of the steps behind the stage. A document counts where `kept`
    holds its key, if that is given. Nothing is taken over where the code has changed or a file is gone.
    """
    nothing = Held(keys.clear(), {name: pl.DataFrame(schema=dict(columns)) for name, columns in tables.items()})
    published = store.published_run()
    state = None if published is None else store.state(published, stage)
    if state is None or not _same_code(state, version) or not {index, *tables} <= state.rows.keys():
        return nothing
    try:
        before = store.read_table(state.run_id, stage, index)
        found = {name: store.read_table(state.run_id, stage, name, columns=of) for name, of in tables.items()}
    except StoreError:
        return nothing
    same = keys.join(before, on=["document_id", "key"], how="semi", maintain_order="left")
    if kept is not None:
        same = same.filter(pl.Series([key in kept for key in same["key"]], dtype=pl.Boolean))
    if same.height == before.height:
        return Held(same, found, state.run_id)
    gone = before.join(same, on="document_id", how="anti")["document_id"]
    ids = same.select("document_id")
    own = {n: rows.join(ids, on="document_id", how="semi", maintain_order="left") for n, rows in found.items()}
    return Held(same, own, state.run_id, gone)


def noted(store: Store, stage: str, name: str, version: str) -> pl.DataFrame | None:
    """A table that a stage of the published run has left for later ones, made by this code; None without."""
    published = store.published_run()
    state = None if published is None else store.state(published, stage)
    if state is None or not _same_code(state, version) or name not in state.rows:
        return None
    try:
        return store.read_table(state.run_id, stage, name)
    except StoreError:
        return None


def published_by_this_code(store: Store) -> Manifest | None:
    """What the published run says of itself, where this very code has made it."""
    published = store.published_run()
    manifest = None if published is None else store.manifest(published)
    return manifest if manifest is not None and manifest.code_version == code_version() else None


def _same_code(state: StageState, version: str) -> bool:
    return state.notes.get("code_version") == code_version() and state.notes.get("version") == version


def notes(version: str) -> dict[str, str]:
    """What a stage notes of its outcome, so that a later run can tell whether to take it over."""
    return {"version": version, "code_version": code_version()}
