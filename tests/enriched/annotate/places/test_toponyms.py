import datetime as dt
from collections.abc import Callable

import pytest

from assets.enriched.annotate.annotate import read
from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.places.choice import fame_of, kind_of_name
from assets.enriched.annotate.places.mention_kind import corrected
from assets.enriched.annotate.places.toponyms import locate
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import (
    Annotation,
    CleanText,
    Context,
    LocalEntity,
    Mention,
    MentionKind,
    Paragraph,
)


def entities_of(text: str, names: list[str], dateline_country: str | None = None) -> dict[str, LocalEntity]:
    """The entities of the names given, located as the product does, without other mentions."""
    clean = CleanText(text, tuple(range(len(text) + 1)), (Paragraph(0, len(text), "paragraph"),))
    doc = next(iter(parse([clean])))
    reading = Reading(doc, clean, Context("0" * 32, dateline_country=dateline_country), Annotation("0" * 32))
    for name in names:
        kind = kind_of_name(name) or "place"
        start = text.index(name)
        mention = Mention(start, start + len(name), kind, "test", 1.0, entity=len(reading.annotation.entities))
        reading.annotation.mentions.append(mention)
        reading.annotation.entities.append(LocalEntity(kind, name))
    locate(reading)
    return {entity.name: entity for entity in reading.annotation.entities}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("South Korea", "country"),
        ("S. Koreans", "nationality"),
        ("Busan", "place"),
        ("South China Sea", "place"),
        ("Calif.", "place"),
        ("West", None),
        ("Xyzzyville", None),
    ],
)
def test_a_name_by_itself_is_of_a_kind(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("text", "names", "place", "country", "latitude"),
    [
        ("The fair opened in Paris, Texas, on Sunday.", ["Paris"], "Paris", "USA", 33.66),
        ("The fair opened in Paris, Tex., on Sunday.", ["Paris"], "Paris", "USA", 33.66),
        ("The fair opened in Paris on Sunday.", ["Paris"], "Paris", "FRA", 48.85),
        (
            "The U.S. envoy and American aides of the United States met in Geneva.",
            ["U.S.", "United States", "Geneva"],
            "Geneva",
            "CHE",
            46.2,
        ),
        ("The United States plant in Geneva, Illinois, closed.", ["United States", "Geneva"], "Geneva", "USA", 41.9),
        ("They met in the Libyan port city of Tripoli.", ["Tripoli"], "Tripoli", "LBY", 32.89),
        ("They met in the Lebanese city of Tripoli.", ["Tripoli"], "Tripoli", "LBN", 34.44),
        ("Troops left Valencia, Venezuela, at dawn.", ["Valencia"], "Valencia", "VEN", 10.16),
        ("Ships sailed from Portsmouth. Britain sent two.", ["Portsmouth", "Britain"], "Portsmouth", "GBR", 50.8),
        ("Ships crossed the Taiwan Strait.", ["Taiwan Strait"], "Taiwan Strait", None, 24.5),
        ("Shells fell in southern Lebanon.", ["southern Lebanon"], "southern Lebanon", "LBN", 33.8),
    ],
)
def test_a_place_is_chosen_by_its_context(
    text: str, names: list[str], place: str, country: str | None, latitude: float
) -> None:
    found = entities_of(text, names)[place]
    assert found.country == country
    assert found.latitude == pytest.approx(latitude, abs=0.2)


def test_keys_are_stable_ids() -> None:
    text = "Officials of South Korea and Japanese envoys met in Seoul and toured Gaza."
    found = entities_of(text, ["South Korea", "Japanese", "Seoul", "Gaza"])
    assert [entity.key for entity in found.values()] == [
        "country:KOR",
        "country:JPN",
        "place:1835848",
        "region:gaza-strip",
    ]


def test_the_dateline_decides_between_namesakes() -> None:
    text = "Two trucks burned near Birmingham on Friday."
    assert entities_of(text, ["Birmingham"], "GBR")["Birmingham"].country == "GBR"
    assert entities_of(text, ["Birmingham"], "USA")["Birmingham"].country == "USA"


def test_what_no_gazetteer_knows_lies_in_its_container_or_nowhere() -> None:
    text = "Shells hit Qarabuzlu, Syria, and a house in Zzyzxabad."
    found = entities_of(text, ["Qarabuzlu", "Zzyzxabad"])
    assert found["Qarabuzlu"].country == "SYR"
    assert found["Qarabuzlu"].key is None
    assert (found["Zzyzxabad"].country, found["Zzyzxabad"].latitude) == (None, None)


def test_a_street_lies_in_the_town_that_the_text_speaks_of() -> None:
    found = entities_of("Police in Hamburg closed Old Harbour Street.", ["Hamburg", "Old Harbour Street"])
    assert found["Old Harbour Street"].country == "DEU"
    assert found["Old Harbour Street"].latitude == found["Hamburg"].latitude


def test_fame_grows_with_people_and_standing() -> None:
    assert fame_of("Xyzzyville") == 0
    assert fame_of("Nenagh") < fame_of("Busan") < fame_of("Seoul")


def test_a_body_of_the_model_becomes_a_place_where_it_stands_as_one() -> None:
    text = "The convoy stopped in Kandahar. Kandahar said nothing."
    clean = CleanText(text, tuple(range(len(text) + 1)), (Paragraph(0, len(text), "paragraph"),))
    reading = Reading(next(iter(parse([clean]))), clean, Context("0" * 32), Annotation("0" * 32))
    first, second = text.index("Kandahar"), text.rindex("Kandahar")
    reading.annotation.mentions = [
        Mention(first, first + 8, "organisation", "model", 0.7),
        Mention(second, second + 8, "organisation", "model", 0.7),
    ]
    assert [mention.kind for mention in corrected(reading)] == ["place", "place"]


def test_every_country_of_a_text_gets_key_and_coordinates() -> None:
    text = "France and Kenya signed a pact."
    clean = CleanText(text, tuple(range(len(text) + 1)), (Paragraph(0, len(text), "paragraph"),))
    annotation = read(next(iter(parse([clean]))), clean, Context("0" * 32, reference_on=dt.date(2024, 5, 15)))
    found = {entity.key: (entity.country, entity.latitude is not None) for entity in annotation.entities}
    assert found["country:FRA"] == ("FRA", True)
    assert found["country:KEN"] == ("KEN", True)


def test_a_name_no_gazetteer_knows_lies_near_the_town_beside_it(read_text: Callable[[str], Annotation]) -> None:
    annotation = read_text(
        "Norway and Oslo closed a road on Monday. Norway said that people in Oslo met at Qvistbergveien Bridge, Oslo."
    )
    found = [e for e in annotation.entities if e.kind == "place" and "Bridge" in e.name]
    assert [(e.country, e.latitude is not None) for e in found] == [("NOR", True)]


def test_a_capital_that_stands_for_its_government_is_a_mention_of_the_country(
    read_text: Callable[[str], Annotation],
) -> None:
    annotation = read_text("Moscow said on Monday that it would answer. Russia and Norway then met in Oslo.")
    for mention in annotation.mentions:
        if mention.entity is not None and annotation.entities[mention.entity].kind == "country":
            assert mention.kind != "place"
    assert annotation.mentions[0].kind == "country"


def test_a_city_is_meant_by_the_name_it_shares_with_its_state() -> None:
    found = entities_of("She grew up in New York and Boston.", ["New York", "Boston"])
    assert found["New York"].key == "place:5128581"


def test_a_county_lies_in_the_state_that_the_document_names() -> None:
    found = entities_of("Kentucky State Police searched Warren County.", ["Kentucky", "Warren County"])
    assert found["Warren County"].key == "place:4312732"


def test_words_of_one_country_tell_where_a_text_plays() -> None:
    british = entities_of("Pupils in Lincoln raised £300 for the NHS.", ["Lincoln"])
    plain = entities_of("Children in Lincoln sang.", ["Lincoln"])
    assert (british["Lincoln"].country, plain["Lincoln"].country) == ("GBR", "USA")


def test_a_small_town_of_one_country_tells_where_its_namesakes_lie() -> None:
    names = ["Castlebar", "Claremorris", "Westport"]
    assert entities_of("There are homes in Castlebar, Claremorris and Westport.", names)["Westport"].country == "IRL"


def test_a_large_division_lies_where_maps_write_its_name() -> None:
    ontario = entities_of("Snow fell in Ontario.", ["Ontario"])["Ontario"]
    assert (ontario.country, ontario.latitude, ontario.longitude) == ("CAN", 49.25, -84.5)


def test_a_body_that_a_town_shares_its_name_with_stays_one() -> None:
    text = "They met in Kandahar. Kandahar won. Kandahar lost."
    clean = CleanText(text, tuple(range(len(text) + 1)), (Paragraph(0, len(text), "paragraph"),))
    reading = Reading(next(iter(parse([clean]))), clean, Context("0" * 32), Annotation("0" * 32))
    kinds: list[MentionKind] = ["place", "organisation", "organisation"]
    starts = [at for at in range(len(text)) if text.startswith("Kandahar", at)]
    reading.annotation.mentions = [
        Mention(at, at + 8, kind, "model", 0.7) for at, kind in zip(starts, kinds, strict=True)
    ]
    assert [mention.kind for mention in corrected(reading)] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Troops took the town of Kandahar.", "place"),
        ("She served at the base at Kandahar.", "place"),
        ("Annan flew on to Kandahar.", "place"),
        ("They lost to Kandahar.", "organisation"),
    ],
)
def test_a_name_is_a_place_where_it_is_told_as_one(text: str, kind: MentionKind) -> None:
    clean = CleanText(text, tuple(range(len(text) + 1)), (Paragraph(0, len(text), "paragraph"),))
    reading = Reading(next(iter(parse([clean]))), clean, Context("0" * 32), Annotation("0" * 32))
    at = text.index("Kandahar")
    reading.annotation.mentions = [Mention(at, at + 8, "organisation", "model", 0.7)]
    assert [mention.kind for mention in corrected(reading)] == [kind]


def test_the_place_of_a_dateline_and_its_state_are_mentions() -> None:
    text = "TOLEDO, Ore. (AP) -\nSnow fell."
    clean = CleanText(text, tuple(range(len(text) + 1)), (Paragraph(0, 19, "dateline"), Paragraph(20, 30, "paragraph")))
    annotation = read(next(iter(parse([clean]))), clean, Context("0" * 32))
    assert [text[m.start : m.end] for m in annotation.mentions if m.kind == "place"] == ["TOLEDO", "Ore"]


def test_a_compound_names_its_first_part(read_text: Callable[..., Annotation]) -> None:
    text = "Members of the U.S.-backed coalition met in Oran."
    assert ("U.S.", "country") in [(text[m.start : m.end], m.kind) for m in read_text(text).mentions]
