"""Reads tables: .csv, .tsv, .xlsx and its kin, .parquet; every row is an article.

Here belongs where a table's head is and how its cells are parted. What columns are called belongs to `rows`.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import python_calamine

from assets.raw import bounds
from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import decode
from assets.raw.readers.archives import checked_zip
from assets.raw.readers.files import read_file
from assets.raw.readers.tabular.rows import documents_of, has_text
from assets.raw.records import RawDocument, Refusal

DELIMITERS = ",;\t|"
HEAD_ROWS = 10  # rows from the top among which the columns' names stand
BATCH_ROWS = 1000
csv.field_size_limit(2 * bounds.MAX_DOCUMENT_BYTES)

Row = dict[str, Any]
Rows = Iterator[tuple[int, Row | Refused]]


def read_delimited(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The rows of a table whose cells are parted by commas, semicolons, tabs or bars. Raises Refused."""
    text = decode(read_file(file)).text.replace("\x00", "")
    yield from documents_of(_numbered(_cells(text), True), uri)


def _cells(text: str) -> Iterator[list[str]]:
    """The rows' cells; the sign that parts them is the one that gives the first line the most names."""
    first = text.lstrip("\r\n")[:5000].split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=lambda sign: (first.count(sign), sign == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused("corrupt", f"the table cannot be read from line {reader.line_num} on ({error})") from error


def _numbered(rows: Iterator[list[Any]], strict: bool) -> Rows:
    """Rows by their columns' names, which the first row with a text column gives. Raises Refused (`no_column`)."""
    seen: list[list[Any]] = []
    for cells in rows:
        head = [str(cell).strip() for cell in cells]
        if has_text(head):
            yield from _under(head, rows, strict)
            return
        seen.append(cells)
        if len(seen) >= HEAD_ROWS:
            break
    shown = next((row for row in seen if any(str(c).strip() for c in row)), [])
    raise no_column(shown)


def no_column(names: list[Any]) -> Refused:
    """The refusal of a table in which no column is known to hold texts."""
    return Refused(
        "no_column",
        "no column of the table is known to hold the articles' text: name it `text` in the table's first row, or say"
        " --column text=NAME",
        ", ".join(str(name) for name in names)[:200],
    )


def _under(head: list[str], rows: Iterator[list[Any]], strict: bool) -> Rows:
    number = -1
    for cells in rows:
        if not any(str(cell).strip() for cell in cells if cell is not None):
            continue
        number += 1
        if number >= bounds.MAX_RECORDS:
            raise Refused("too_many", f"the table has more than {bounds.MAX_RECORDS:,} rows: split it into several")
        if strict and len(cells) > len(head) and any(cell.strip() for cell in cells[len(head) :]):
            yield (
                number,
                Refused(
                    "ragged_row",
                    f"the row has {len(cells)} cells under {len(head)} names: put quotation marks around texts",
                    str(cells[0]),
                ),
            )
            continue
        yield number, dict(zip(head, cells, strict=False))


def read_workbook(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The rows of a workbook's sheets, those of several sheets at `uri#sheet#n`. Raises Refused."""
    data = read_file(file)
    if data.startswith(b"PK"):
        checked_zip(io.BytesIO(data))
    rows = _sheets(data)
    held = {name: cells for name, cells in rows.items() if any(has_text(map(str, row)) for row in cells[:HEAD_ROWS])}
    if not held:
        first = next((cells[0] for cells in rows.values() if cells), [])
        raise no_column(list(first))
    for name, cells in held.items():
        yield from documents_of(_numbered(iter(cells), False), uri if len(held) == 1 else f"{uri}#{name}")


def _sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """The cells of every sheet. Raises Refused (`corrupt`)."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=True) for name in book.sheet_names}
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:  # the library's panics are no Exception
        raise Refused("corrupt", f"the workbook cannot be opened ({error}): save it again, or as .csv") from error


def read_parquet(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The rows of a Parquet file, a batch at a time. Raises Refused."""
    with file.open("rb") as stream:
        try:
            table = pq.ParquetFile(stream)
            if not has_text(table.schema_arrow.names):
                raise no_column(table.schema_arrow.names)
            yield from documents_of(_batches(table), uri)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise Refused("corrupt", f"the Parquet file cannot be read ({error}): write it again") from error


def _batches(table: pq.ParquetFile) -> Rows:
    if table.metadata.num_rows > bounds.MAX_RECORDS:
        raise Refused("too_many", f"the table has more than {bounds.MAX_RECORDS:,} rows: split it into several")
    number = 0
    for batch in table.iter_batches(batch_size=BATCH_ROWS):
        for row in batch.to_pylist():
            yield number, row
            number += 1
