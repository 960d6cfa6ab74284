"""Asks a person about what the record is least sure of, and writes the answers as rulings: `communique review`."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption

if TYPE_CHECKING:
    from assets.tables.questions.review import Question, Ruling

ANSWERED = "reviewed.jsonl"
ASK = "[y] right  [n] wrong  [e] it is one with another, by its id  [Enter] later  [q] end > "
ASK_OF_EVENT = ASK.replace("[e]", "[c] right but for something  [e]")


def review(
    events: Annotated[list[str] | None, typer.Argument(help="Ask about these events alone, by their ids")] = None,
    home: HomeOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Ask at most so many questions")] = 20,
) -> None:
    """Look through the least sure merges and events; your answers become rulings in overrules.yaml."""
    from assets.tables.questions.review import of_events, questions
    from assets.tables.warehouse import open_read_only

    store = console.published(home)
    answered = _answered(store.home / ANSWERED)
    con = open_read_only(store.warehouse)
    try:
        if events:
            left = of_events(con, events)
            _all_found(events, left)
        else:
            left = [question for question in questions(con) if question.key not in answered]
    finally:
        con.close()
    console.line(f"{len(left):,} to look at, the least sure first; {len(answered):,} were answered before.")
    ruled = sum(_asked(left[:most], store.home))
    where = f"{store.rulings} holds {ruled} more; the next communique run reads them" if ruled else "nothing was ruled"
    console.line(f"{where}. communique review goes on where you ended.")


def _all_found(ids: Sequence[str], found: "Sequence[Question]") -> None:
    """Ends the command with 2 where an event is not published."""
    missing = [identity for identity in ids if identity not in {question.subject for question in found}]
    if missing:
        console.problem(
            f"No published event has the id {', '.join(missing)}.",
            "An event's id stands at the head of its page, and in the column event_id: ev- and 16 characters.",
        )
        raise typer.Exit(2)


def _asked(questions: "Iterable[Question]", home: Path) -> Iterator[bool]:
    """Asks one after the other, and writes each answer at once; whether it made a ruling."""
    for number, question in enumerate(questions, 1):
        console.line(f"\n{number}. {question.asked}")
        for said in question.evidence:
            console.line(f"   {said}")
        answer, ruling = _answer(question, home)
        if answer == "q":
            return
        if answer:
            _note(home / ANSWERED, question.key, answer)
        yield ruling


def _answer(question: "Question", home: Path) -> tuple[str, bool]:
    """The answer ("" for later) and whether it made a ruling; what cannot be understood is asked again."""
    while True:
        said = _typed(ASK_OF_EVENT if question.section == "events" else ASK).lower()
        if said in ("", "y", "q"):
            return said, False
        if said == "n":
            if _ruled(home, question.no):
                return said, True
        elif said == "e":
            other = _typed(f"{question.subject} is one with (id) > ")
            if other and _ruled(home, question.one_with(other)):
                return f"e {other}", True
        elif said == "c" and question.section == "events":
            typed = _typed("what is right > ")
            if typed and _corrected(home, question.subject, typed):
                return f"c {typed}", True
        else:
            console.line("Answer with one of the letters, or Enter.")


def _typed(prompt: str) -> str:
    """A line from the terminal; the end of input is the end of the review."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip() if line else "q"


def _corrected(home: Path, event_id: str, typed: str) -> bool:
    """Writes what was typed as a correction; says what may be typed where it is not understood."""
    from assets.enriched.resolve.rulings import RulingsError
    from assets.tables.questions.correcting import correction
    from assets.tables.warehouse import open_read_only
    from runtime.store import Store

    con = open_read_only(Store(home).warehouse)
    try:
        ruling = correction(con, event_id, typed)
    except RulingsError as error:
        console.problem("The ruling was not written.", str(error))
        return False
    finally:
        con.close()
    return _ruled(home, ruling)


def _ruled(home: Path, ruling: "Ruling") -> bool:
    """Writes a ruling into the file, whole or not at all; says why where it cannot."""
    from assets.enriched.resolve.rulings import RulingsError
    from assets.enriched.rulings_text import with_ruling
    from runtime.durable import write_text
    from runtime.store import Store

    path = Store(home).rulings
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        write_text(path, with_ruling(before, ruling.section, ruling.key, ruling.entry, ruling.note))
    except (OSError, UnicodeDecodeError, RulingsError) as error:
        console.problem("The ruling was not written.", str(error))
        return False
    return True


def _answered(path: Path) -> set[str]:
    """The questions that were answered; a line that a crash halved is asked again."""
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            found.add(str(json.loads(line)["key"]))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _note(path: Path, key: str, answer: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"key": key, "answer": answer}) + "\n")
