"""Turns the dataclasses between stages into Arrow rows and back, by their annotations alone.

Here belongs the conversion. A field that is added to a record needs no change here, as long as its type is made of
strings, numbers, booleans, days, moments, literals, optionals, lists, tuples and other dataclasses.
"""

import datetime as dt
import types
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

T = TypeVar("T")
_PLAIN: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
    dt.datetime: pa.timestamp("us", "UTC"),
}


@cache
def arrow_type(kind: Any) -> pa.DataType:
    """The Arrow type of a Python annotation. Raises TypeError for one that has no place in a file."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return pa.struct([pa.field(f.name, arrow_type(hints[f.name])) for f in fields(kind)])
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        return arrow_type(_without_none(args))
    if origin is list or (origin is tuple and args[-1] is Ellipsis):
        return pa.list_(arrow_type(args[0]))
    if origin is tuple:
        return pa.struct([pa.field(f"_{i}", arrow_type(a)) for i, a in enumerate(args)])
    raise TypeError(f"{kind!r} has no Arrow type here")


def _without_none(args: tuple[Any, ...]) -> Any:
    rest = [a for a in args if a is not type(None)]
    if len(rest) != 1:
        raise TypeError(f"a union of several types has no Arrow type here: {args}")
    return rest[0]


def to_arrow(kind: type[T], records: Iterable[T]) -> "pa.Array[Any]":
    """The records of one dataclass as an Arrow struct array."""
    shape: Any = kind
    encode = _encoder(shape)
    return pa.array([encode(record) for record in records], arrow_type(shape))


def from_arrow(kind: type[T], column: "pa.Array[Any] | pa.ChunkedArray[Any]") -> list[T]:
    """The records that `to_arrow` made into this column, equal to what they were.

    A dataclass that has only some of the fields of the one that was written reads these alone.
    """
    shape: Any = kind
    array: Any = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return _values(shape, array)


def _values(kind: Any, array: Any) -> list[Any]:
    """The values of an array, made field by field: a record costs a call, not a dictionary of its fields."""
    if is_dataclass(kind):
        parts = dict(zip([part.name for part in array.type], array.flatten(), strict=True))
        build: Any = kind
        return list(map(build, *(_values(hint, parts[name]) for name, hint in _hints(build))))
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(_without_none(args), array)
    if origin is list or (origin is tuple and args[-1] is Ellipsis):
        return _lists(args[0], array, list if origin is list else tuple)
    if origin is tuple:
        columns = (_values(a, part) for a, part in zip(args, array.flatten(), strict=True))
        return list(zip(*columns, strict=True))
    return _plain_values(kind, array)


@cache
def _hints(kind: Any) -> list[tuple[str, Any]]:
    """The fields of a dataclass and their types, in order."""
    hints = get_type_hints(kind)
    return [(f.name, hints[f.name]) for f in fields(kind)]


def _optional(kind: Any, array: Any) -> list[Any]:
    if kind in _PLAIN or get_origin(kind) is Literal or not array.null_count:
        return _values(kind, array)
    there = iter(_values(kind, array.drop_null()))
    return [next(there) if valid else None for valid in array.is_valid().to_pylist()]


def _lists(kind: Any, array: Any, form: Callable[[list[Any]], Any]) -> list[Any]:
    found, at, lists = _values(kind, array.flatten()), 0, []
    for length in array.value_lengths().to_pylist():
        part = found[at : at + length]
        lists.append(part if form is list else form(part))
        at += length
    return lists


def _plain_values(kind: Any, array: Any) -> list[Any]:
    """Numbers, texts and days by way of polars, which is some ten times as fast; moments keep Arrow's time zone."""
    if kind is dt.datetime:
        return list(array.to_pylist())
    import polars as pl

    return pl.Series(array).to_list()


@cache
def _encoder(kind: Any) -> Callable[[Any], Any]:
    """What turns a value of the annotation into what pyarrow takes."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = [(f.name, _encoder(hints[f.name])) for f in fields(kind)]
        plain = [name for name, encode in parts if encode is _same]
        coded = [(name, encode) for name, encode in parts if encode is not _same]
        return lambda value: (
            {name: getattr(value, name) for name in plain}
            | {name: encode(getattr(value, name)) for name, encode in coded}
        )
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _encoder(_without_none(args))
        if inner is _same:
            return _same
        return lambda value: None if value is None else inner(value)
    if origin is list or (origin is tuple and args[-1] is Ellipsis):
        each = _encoder(args[0])
        return lambda value: [each(item) for item in value]
    if origin is tuple:
        ends = [(f"_{i}", _encoder(a)) for i, a in enumerate(args)]
        return lambda value: {name: encode(item) for (name, encode), item in zip(ends, value, strict=True)}
    return _same


def _same(value: Any) -> Any:
    return value
