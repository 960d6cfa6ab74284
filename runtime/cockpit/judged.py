"""Shows what checks found: a result a check, a table of what broke it, and the one line that opens a stopped run.

Here belongs the showing. An engineer who never saw the code must find out from it which rule stopped the run, over
which document, and what to do next.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from assets.markdown import literal
from checks.catalogue import remedy
from checks.results import Offender, Outcome
from runtime.store import Store

CELL = 200
COLUMNS = {
    "rule": "What was broken",
    "document": "The document's place below the inbox; empty: no single one",
    "value": "What stood there",
    "next step": "What to do",
}
Places = Mapping[str, str]


def places(store: Store, own: str, outcomes: Sequence[Outcome]) -> Places:
    """By document_id, where it stands below the inbox; nothing is read where no outcome names a document."""
    state = store.state(own, "raw") or store.gated("raw")
    if state is None or "documents" not in state.rows or not any(o.offenders for o in outcomes):
        return {}
    documents = store.read_table(state.run_id, "raw", "documents", columns=("document_id", "source_uri"))
    return dict(documents.iter_rows())


def results(outcomes: Sequence[Outcome], at: Places) -> Iterator[dg.AssetCheckResult]:
    """Every outcome as Dagster shows it. One that measured nothing is a warning: it is no good news."""
    for o in outcomes:
        table = {"offenders": offenders([o], at)} if o.offenders else {}
        yield dg.AssetCheckResult(
            asset_key=o.asset,
            check_name=o.name,
            passed=o.passed and o.measured,
            severity=dg.AssetCheckSeverity[o.severity],
            description=literal(o.message),  # the UI reads it as Markdown, and it may quote a document
            metadata={"failed_rows": o.failed_rows, "measured": o.measured, **o.figures, **table},
        )


def offenders(outcomes: Sequence[Outcome], at: Places) -> dg.TableMetadataValue:
    """What broke these checks, as a table of plain text."""
    records = [_row(outcome, offender, at) for outcome in outcomes for offender in outcome.offenders]
    return table(records, COLUMNS)


def table(rows: Sequence[Mapping[str, object]], columns: Mapping[str, str]) -> dg.TableMetadataValue:
    """Rows as a table of plain text, long values cut; `columns` says what each holds."""
    schema = dg.TableSchema(columns=[dg.TableColumn(name, "text", said) for name, said in columns.items()])
    cells = [dg.TableRecord({name: _cell(row.get(name)) for name in columns}) for row in rows]
    return dg.MetadataValue.table(cells, schema)


def first_line(stops: Sequence[Outcome], at: Places) -> str:
    """What stopped the run, in one line: check, rule, document, value, next step; then what else stopped it."""
    first = stops[0]
    if first.offenders:
        row = _row(first, first.offenders[0], at)
        where = f" in {row['document']}" if row["document"] else ""
        value = f" ({row['value']})" if row["value"] else ""
        more = f"; {first.failed_rows - 1:,} more like it" if first.failed_rows > 1 else ""
        said = f"{row['rule']}{where}{value}: {row['next step']}{more}"
    else:
        said = f"{first.message}: {remedy(first.asset, first.name)}"
    others = "".join(f"; also {o.name}: {o.message}" for o in stops[1:])
    return f"{first.name} stopped the run: {' '.join(said.split())}{others}"


def stopped(stops: Sequence[Outcome], at: Places) -> dg.Failure:
    """The failure of a stage whose checks stopped the run, with everything that broke them."""
    metadata: dict[str, Any] = {"offenders": offenders(stops, at)} if any(o.offenders for o in stops) else {}
    return dg.Failure(first_line(stops, at), metadata=metadata, allow_retries=False)


def _row(outcome: Outcome, offender: Offender, at: Places) -> dict[str, str]:
    return {
        "rule": offender.rule,
        "document": at.get(offender.document, offender.document),
        "value": offender.value,
        "next step": offender.remedy or remedy(outcome.asset, outcome.name),
    }


def _cell(value: object) -> str:
    return " ".join(("" if value is None else str(value)[:CELL]).split())
