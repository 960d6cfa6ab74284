"""Turns the readable segments of a document into the text that the language model reads, and spans back into raw ones.

Here belongs the choice of roles that are read, and the folding of white space. Nothing here looks at words.
"""

from collections.abc import Iterable

from assets.enriched.annotate.records import CleanText, Paragraph

READ_ROLES = frozenset({"title", "lead", "paragraph", "dateline"})

LONGEST_WORD = 200  # code points


def clean(raw_text: str, segments: Iterable[tuple[int, int, str]], roles: frozenset[str] = READ_ROLES) -> CleanText:
    """The segments (start, end, role) whose role is read, each one paragraph.

    A dateline is a paragraph of its own: run into the sentence behind it, its place would parse as the subject. Within
    a paragraph every run of white space becomes one blank; no other character changes. Of a run without white space
    that no word is as long as, only the first LONGEST_WORD characters are read: it is a key, a picture or a ruler, and
    the model's cost grows with its square.
    """
    characters: list[str] = []
    positions: list[int] = []
    paragraphs: list[Paragraph] = []
    for start, end, role in segments:
        piece = [] if role not in roles else list(_folded(raw_text, start, end))
        if not piece:
            continue
        if characters:
            gap = "\n\n"
            characters.extend(gap)
            positions.extend([piece[0][0]] * len(gap))
        first = len(characters)
        characters.extend(character for _, character in piece)
        positions.extend(position for position, _ in piece)
        paragraphs.append(Paragraph(first, len(characters), role))
    positions.append(positions[-1] + 1 if positions else 0)
    return CleanText("".join(characters), tuple(positions), tuple(paragraphs))


def _folded(raw_text: str, start: int, end: int) -> Iterable[tuple[int, str]]:
    """Position and character of a stretch, outer white space dropped, inner runs folded to one blank."""
    blank_at: int | None = None
    begun = False
    run = 0
    for position in range(start, end):
        character = raw_text[position]
        if character.isspace():
            run = 0
            if begun and blank_at is None:
                blank_at = position
            continue
        run += 1
        if run > LONGEST_WORD:
            continue
        if blank_at is not None:
            yield blank_at, " "
            blank_at = None
        begun = True
        yield position, character
