"""Code pages are told by the names in an English report, however few they are."""

import pytest

from assets.raw.decoding import decode

REPORT = (
    "Ministers agree on patrols\r\n\r\nThe defence minister, {0}, met his counterpart in {1} on Tuesday and “agreed” to"
    " joint patrols – the third this year – of the coast.\r\n\r\nThey will meet again in May, {0} said.\r\n"
)
PLAIN = REPORT.replace("“", '"').replace("”", '"').replace("–", "-")
NAMES = {
    "polish": ("Władysław Gąska", "Łódź"),
    "czech": ("Jiří Dvořák", "Třebíč"),
    "slovak": ("Ľudovít Kaník", "Košice"),
    "croatian": ("Zoran Milanović", "Šibenik"),
    "hungarian": ("Győző Erdősi", "Győr"),
    "romanian": ("Traian Băsescu", "Constanţa"),
    "turkish": ("Barış Yıldırım", "Eskişehir"),
    "turkish_few": ("Mert Erdoğan", "Ankara"),
    "turkish_town": ("Mert Çavdaroğlu", "İzmir"),
    "french": ("François Légère", "Orléans"),
    "french_few": ("André Petit", "Paris"),
    "spanish": ("José Núñez", "Asunción"),
    "portuguese": ("João Araújo", "São Paulo"),
    "german": ("Jürgen Weiß", "Köln"),
    "nordic": ("Åse Sørensen", "Tromsø"),
    "icelandic": ("Guðmundur Þórðarson", "Reykjavík"),
    "lithuanian": ("Rytis Žemkauskas", "Šiauliai"),
    "russian": ("Ivan Petrov (Иван Петров)", "Sofia (София)"),
    "greek": ("Nikos Pappas (Νίκος Παππάς)", "Patras (Πάτρα)"),
    "korean": ("Kim Dae-ho (김대호)", "Seoul (서울)"),
    "chinese": ("Li Mingguo (李明国)", "Beijing (北京)"),
    "japanese": ("Tanaka Kazuo (田中和夫)", "Tokyo (東京)"),
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *((name, "cp1252") for name in ("french", "french_few", "spanish", "portuguese", "german")),
        *((name, "cp1252") for name in ("nordic", "icelandic")),
        *((name, "cp1250") for name in ("polish", "czech", "slovak", "croatian", "hungarian", "romanian")),
        *((name, "iso8859_2") for name in ("polish", "czech", "slovak", "croatian", "hungarian")),
        *((name, "cp850") for name in ("french", "spanish", "portuguese", "nordic")),
        *((name, "mac_roman") for name in ("french", "spanish", "german")),
        ("turkish", "cp1254"),
        ("turkish_few", "cp1254"),
        ("turkish_town", "cp1254"),
        ("lithuanian", "cp1257"),
        ("russian", "cp1251"),
        ("russian", "koi8_r"),
        ("greek", "cp1253"),
        ("korean", "cp949"),
        ("chinese", "gb18030"),
        ("chinese", "big5"),
        ("japanese", "cp932"),
    ],
)  # fmt: skip
def test_a_report_with_a_few_names_is_decoded_as_it_was_encoded(language: str, encoding: str) -> None:
    for report in (REPORT, PLAIN):
        text = report.format(*NAMES[language])
        if language == "chinese" and encoding == "big5":
            text = text.replace("国", "國")
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        assert decode(data).text == text
