"""Where acts were, and whose guest somebody was."""

from assets.enriched.annotate.events.location import received
from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Annotation, CleanText, Context, LocalEntity, Paragraph, Participant
from tests.conftest import ReadText
from tests.enriched.annotate.events.test_find import only


def reading_of(*entities: LocalEntity) -> Reading:
    text = "A came."
    clean = CleanText(text, tuple(range(len(text) + 1)), (Paragraph(0, len(text), "paragraph"),))
    annotation = Annotation("0" * 32, entities=list(entities))
    return Reading(next(iter(parse([clean]))), clean, Context("0" * 32), annotation)


def roles(reading: Reading, participants: list[Participant]) -> list[tuple[str, str]]:
    return [(reading.annotation.entities[p.entity].name, p.role) for p in participants]


def test_a_state_is_no_host_abroad() -> None:
    reading = reading_of(LocalEntity("person", "Ann Roe"), LocalEntity("country", "France", country="FRA"))
    guest = Participant(0, "visitor", "FRA", "president", "head_of_state")
    home = Participant(1, "host", "FRA", None, "state")
    assert roles(reading, received(reading, [guest, home], "MLI")) == [("Ann Roe", "visitor"), ("Mali", "host")]
    assert roles(reading, received(reading, [guest, home], None)) == [("Ann Roe", "visitor"), ("France", "host")]


def test_who_receives_a_guest_is_kept() -> None:
    reading = reading_of(LocalEntity("person", "Ann Roe"), LocalEntity("person", "Moussa Keita"))
    guest, host = Participant(0, "visitor", "FRA"), Participant(1, "host", "MLI", "president", "head_of_state")
    assert received(reading, [guest, host], "MLI") == [guest, host]
    assert received(reading, [guest], "FRA") == [guest], "nobody is a guest at home"


def test_a_place_stands_behind_what_its_kind_of_act_takes(read_text: ReadText) -> None:
    attack = only(read_text("Coalition jets struck rebels around Yemen's port of Hodeidah on Tuesday."), "attack")
    assert attack.place == "Hodeidah"
    test = only(read_text("Russia fired a missile from Plesetsk on Monday."), "weapons_test")
    assert test.place == "Plesetsk"
