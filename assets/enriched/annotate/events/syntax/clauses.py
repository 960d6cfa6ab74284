"""The clause in which a word tells an act: the evidence that a row points to, and the words that tell its mode.

Here belongs walking the parse from a trigger. What the words mean is said in `ontology` and its data.
"""

from collections.abc import Iterator

from assets.enriched.annotate.events.words import Article

CLAUSES = frozenset({"conj", "advcl", "relcl", "parataxis", "ccomp"})
CARRIED = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "pobj", "prep", "compound", "conj", "xcomp", "acl"})
STEPS = 3  # from a noun up to the verb that carries it
MOST = 60  # words of a clause that are looked at for its mode


def clause_of(article: Article, trigger: int) -> tuple[int, int]:
    """The range of the clean text from the first to the last word of a trigger's clause, within its sentence."""
    words = [trigger, *_below(article, _carrier(article, trigger))]
    same = [word for word in words if article.sentence[word] == article.sentence[trigger]]
    return int(article.start[min(same)]), int(article.end[max(same)])


def words_of(article: Article, trigger: int) -> frozenset[int]:
    """The words of a trigger's clause, without the clauses that hang on it."""
    return frozenset([trigger, *_below(article, _carrier(article, trigger))])


def lemmas_of(article: Article, trigger: int) -> frozenset[str]:
    """Lemmas of the trigger and of what stands below it, without its subject."""
    below = children(article)
    found, at = [trigger], 0
    while at < len(found) and len(found) < MOST:
        word = found[at]
        found += [c for c in below.get(word, ()) if not (word == trigger and article.dep[c] in {"nsubj", "relcl"})]
        at += 1
    return frozenset(article.lemma[word] for word in found[:MOST])


def _carrier(article: Article, trigger: int) -> int:
    """The verb that a trigger is, or that carries it ("held talks")."""
    word = trigger
    for _ in range(STEPS):
        if article.pos[word] in {"VERB", "AUX"} or article.dep[word] not in CARRIED:
            break
        word = article.head[word]
    return word if article.sentence[word] == article.sentence[trigger] else trigger


def _below(article: Article, top: int) -> Iterator[int]:
    """The words of a clause, without the clauses that hang on it."""
    below = children(article)
    waiting = [top]
    seen = set()
    while waiting:
        word = waiting.pop()
        if word in seen:
            continue
        seen.add(word)
        yield word
        waiting += [c for c in below.get(word, ()) if not _is_clause(article, c)]


def _is_clause(article: Article, word: int) -> bool:
    return article.dep[word] in CLAUSES and article.pos[word] in {"VERB", "AUX"}


def children(article: Article) -> dict[int, list[int]]:
    """The words that hang on each word."""
    if article.children is None:
        article.children = {}
        for word, head in enumerate(article.head):
            if head != word:
                article.children.setdefault(head, []).append(word)
    return article.children
