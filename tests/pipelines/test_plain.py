"""What documents say does not steer the terminal: by character, in everything that is drawn, and on a real terminal."""

import io
import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.panel import Panel
from rich.table import Table
from typer.testing import CliRunner

from pipelines.cli import app, console
from pipelines.plain import UNSEEN, PlainConsole, escaped, plain

HOSTILE = {
    "a title for the window": "\x1b]0;mine\x07",
    "a colour": "\x1b[31m",
    "a colour in one character": "\x9b31m",
    "a link": "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "a clearing": "\x1b[2J\x1bc",
    "a return": "true\rfalse",
    "a backspace": "no\b\byes",
    "a bell": "\x07",
    "a NUL": "\x00",
    "right to left": "\u202egpj.exe\u202c",
    "isolates": "\u2066\u2067\u2068\u2069\u061c\u200e\u200f",
    "no room": "Pu\u200btin\u200c\u200d\u2060\ufeff\u00ad",
    "tags": "\U000e0041\U000e0042\U000e0100",
    "blanks": "\u3164\u115f\u2800\u034f",
    "a line separator": "a\u2028b\u2029c\x85d",
    "half a character": "\udce9\ud800",
    "for private use": "\ue000\U0010fffd",
}
FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
OUR_OWN = re.compile(r"\x1b\[[0-9;]*m")  # colours that rich writes


def harmless(text: str) -> bool:
    """Whether nothing in it is obeyed or unseen."""
    return not any(unicodedata.category(c) in FORBIDDEN and c not in "\n\t" for c in text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_harmless_and_is_seen_to_be_changed(text: str) -> None:
    shown = plain(f"a {text} b")
    assert harmless(shown)
    assert UNSEEN in shown


@given(st.text(st.characters()))
def test_any_text_is_harmless_once_and_for_all(text: str) -> None:
    shown = plain(text)
    assert harmless(shown)
    assert plain(shown) == shown


@pytest.mark.parametrize(
    "text", ["Plain.", "Çatışma – «Минск» 北京 東京 القاهرة हिन्दी", "a\tb\nc", "👍 ❤️", "[bold]x[/bold] :fire: \\[x]"]
)
def test_ordinary_text_stays(text: str) -> None:
    assert plain(text) == text


def test_spaces_of_every_width_are_spaces() -> None:
    assert plain("1\u00a0000\u2009km\u3000\r\n") == "1 000 km \n"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_says_the_same_in_harmless_characters(text: str) -> None:
    written = escaped(json.dumps([text], ensure_ascii=False, indent=1))
    assert harmless(written)
    assert json.loads(written) == [text]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_is_drawn_lets_a_hostile_text_through(text: str) -> None:
    drawn = Table(text, title=text, caption=text)
    drawn.add_row(text)
    file = io.StringIO()
    PlainConsole(file=file, force_terminal=True, width=80).print(text, Panel(text, title=text), drawn, markup=False)
    assert harmless(OUR_OWN.sub("", file.getvalue()))


def test_the_words_of_an_unexpected_error_are_plain(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        raise ValueError("a name \x1b[31m\u202e")

    monkeypatch.setattr(app, "app", fails)
    monkeypatch.setattr(console, "errors", PlainConsole(stderr=True))
    with pytest.raises(SystemExit):
        app.main()
    said = capsys.readouterr().err
    assert "ValueError: a name" in said
    assert harmless(said)


def test_markup_in_data_is_no_markup(samples: Path) -> None:
    query = "SELECT 1 AS \"[/bold]\", '[/red] :fire: [link=x]y[/link] \\' AS b"
    said = CliRunner().invoke(app.app, ["sql", query, "--home", str(samples)])
    assert said.exit_code == 0
    assert "[/bold]" in said.output
    assert "[/red] :fire: [link=x]y[/link] \\" in said.output
    wrong = CliRunner().invoke(app.app, ["sql", 'SELECT "[/bold]"', "--home", str(samples)])
    assert wrong.exit_code == 2
    assert "[/bold]" in wrong.output


def on_a_terminal(*arguments: str) -> str:
    """What a command writes to a terminal, on both its streams."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipelines.cli", *arguments]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm"}) as process:
        os.close(theirs)
        said = bytearray()
        while True:
            try:
                said += os.read(ours, 65_536)
            except OSError:  # Linux says so when the other end is closed
                break
    os.close(ours)
    assert process.returncode in (0, 2)
    return re.sub(r"\r+\n", "\n", OUR_OWN.sub("", said.decode("utf-8")))  # the terminal's line ends, and CSV's


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_an_answer_on_a_terminal_is_plain(samples: Path, form: str) -> None:
    codes = " || ".join(f"chr({ord(c)})" for c in "x\x1b[31m\x9b\u202e\u200b\ufeff\x07y")
    said = on_a_terminal("sql", f"SELECT {codes} AS a, {codes} AS b", "--format", form, "--home", str(samples))
    assert harmless(said)
    assert len(re.findall(r"x.*?y", said)) == 2
    named = on_a_terminal("sql", 'SELECT 1 AS "a\x1b[31m\u202e"', "--format", form, "--home", str(samples))
    assert harmless(named)


def test_an_error_on_a_terminal_is_plain(samples: Path) -> None:
    said = on_a_terminal("sql", 'SELECT "a\x1b]0;mine\x07\u202e"', "--home", str(samples))
    assert "cannot be answered" in said
    assert harmless(said)


def test_parquet_is_not_written_to_a_terminal(samples: Path) -> None:
    said = on_a_terminal("sql", "SELECT 1", "--format", "parquet", "--home", str(samples))
    assert "No terminal shows Parquet" in said


def test_what_is_sent_to_a_file_is_as_it_was(samples: Path) -> None:
    command = [sys.executable, "-m", "pipelines.cli", "sql", "SELECT chr(27) || 'x' AS a", "--home", str(samples)]
    done = subprocess.run([*command, "--format", "csv"], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[1] == "\x1bx"
