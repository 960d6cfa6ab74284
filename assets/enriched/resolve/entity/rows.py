"""The rows of `entities` and `entity_merges`: what an entity is said to be, and why each name was read as it.

Here belongs the writing down. Who is meant is decided in `entities`; whose rows stand says `untouched`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from assets.columns import polars_schema
from assets.enriched.resolve.entities import Entities
from assets.enriched.resolve.entity.called import MOST_BEARERS, Entity, Form, best_country, best_name
from assets.enriched.resolve.local_entities import Row
from assets.enriched.resolve.named.columns import Named, numbers
from assets.enriched.resolve.persons.name_similarity import likeness, name_of
from assets.enriched.schema import ENTITY_MERGES

MAX_ALIASES = 60
SURNAME = (0.75, "surname")
CHAIN = (0.7, "chain")  # alike not to the chosen name but to another name of the entity


def entity_rows(entities: Entities, named: Named, groups: Sequence[int], names: Mapping[str, str]) -> list[Row]:
    """The rows of `entities` of some groups; `names` are the chosen names by entity_id."""
    rows = entities.rows.join(numbers("group", groups), on="group", how="semi")
    days = rows.group_by("group").agg(
        pl.col("on").min().alias("first"), pl.col("on").max().alias("last"), pl.col("at").n_unique().alias("documents")
    )
    seen = {group: told for group, *told in days.iter_rows()}
    forms: dict[int, dict[str, int]] = {group: {} for group in groups}
    for group, form, count in named.forms(rows.select("group", "i")).group_by("group", "form").len().iter_rows():
        forms[group][form] = count
    return [
        entity_row(entities.all[group], names[entities.all[group].entity_id], forms[group])
        | dict(zip(("first_seen_on", "last_seen_on", "document_count"), seen[group], strict=True))
        for group in groups
    ]


def entity_row(entity: Entity, name: str, aliases: Mapping[str, int]) -> Row:
    """Its row of `entities`, but for days and number of documents; `aliases` says how often other forms were given."""
    names = Counter(aliases)
    points: Counter[tuple[float, float]] = Counter()
    for form in entity.forms:
        names[form.way.name] += form.count
        if form.way.latitude is not None and form.way.longitude is not None:
            points[form.way.latitude, form.way.longitude] += form.count
    latitude, longitude = min(points, key=lambda p: (-points[p], p), default=(None, None))
    return {
        "entity_id": entity.entity_id,
        "kind": entity.kind,
        "name": name,
        "country": best_country(entity),
        "latitude": latitude,
        "longitude": longitude,
        "aliases": [n for n in sorted(names, key=lambda n: (-names[n], n)) if n and n != name][:MAX_ALIASES],
    }


def merge_rows(entities: Entities, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of `entity_merges` of some `rows` of entities: every name in every document, and why it was read so."""
    schema = polars_schema(ENTITY_MERGES)
    told = []
    for group in rows["group"].unique():
        entity = entities.all[group]
        judge = _judge_of(entity)
        for form in entity.forms:
            score, method = judge(form)
            told.append((group, form.key, entity.entity_id, form.way.kind, form.way.name, method, score))
    types = {"group": pl.UInt32, "form": pl.Int64} | {
        n: schema[n] for n in ("entity_id", "kind", "name", "method", "score")
    }
    forms = pl.DataFrame(told, types, orient="row")
    said = rows.with_columns(FORM).join(forms, on=["group", "form"], how="inner").sort("group", "order")
    said = said.unique(["group", "at", "name"], keep="first", maintain_order=True)
    ruled = pl.col("ruled")
    return said.with_columns(
        pl.when(ruled).then(pl.lit("overrule")).otherwise("method").alias("method"),
        pl.when(ruled).then(1.0).otherwise("score").alias("score"),
    ).select(list(schema))


FORM = (pl.col("w").cast(pl.Int64) * MOST_BEARERS + pl.col("bearer").cast(pl.Int64).fill_null(-1)).alias("form")
"""What a row's `Form.key` is."""


def _judge_of(entity: Entity) -> Callable[[Form], tuple[float, str]]:
    """How a name was tied to the entity's chosen name: score and method."""
    if entity.lead.key:
        return lambda form: (1.0, "gazetteer")
    chosen = best_name(entity)
    if entity.kind != "person":
        return lambda form: (1.0, "name") if form.way.name == chosen else (0.9, "form")
    whole = name_of(chosen)

    def of_person(form: Form) -> tuple[float, str]:
        name = form.name or name_of(form.written)
        score, method = likeness(name, whole)
        if score:
            return score, method
        return CHAIN if name.full else SURNAME

    return of_person
