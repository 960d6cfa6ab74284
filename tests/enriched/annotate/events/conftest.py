"""What several tests of events ask of an annotation."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation


@pytest.fixture
def sides() -> Callable[[Annotation, str], list[dict[str, str]]]:
    """Names and roles of the participants of each event of a kind."""

    def named(annotation: Annotation, kind: str) -> list[dict[str, str]]:
        return [
            {annotation.entities[p.entity].name: p.role for p in event.participants}
            for event in annotation.events
            if event.event_kind == kind
        ]

    return named
