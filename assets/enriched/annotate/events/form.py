"""Whether the form of a clause says that an act was or will be done, rather than thought, wished, asked or described.

Here belongs what the parse shows of an event word's clause. Who takes part belongs to `article` and `encounters`.
"""

from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.found import Found
from assets.enriched.annotate.events.outcome import UTTERED
from assets.enriched.annotate.events.report import Report
from assets.reference import read_yaml

IF = frozenset({"if", "unless", "lest"})
ASIDE = frozenset({"necessary", "possible", "needed", "any", "so", "not", "required", "anything"})
# Kinds that only certain words tell in an article: who plans or hopes has promised and threatened nothing.
SAID = {"commitment": "promising", "threat": "threatening"}


@cache
def words(name: str) -> frozenset[str]:
    """A list of lemmas of `events/weak.yaml`."""
    return frozenset(read_yaml("events/weak")[name])


@cache
def _weak() -> frozenset[tuple[str, str]]:
    """Pairs of sense and lemma that describe more often than they report."""
    return frozenset((sense, lemma) for sense, lemmas in read_yaml("events/weak")["weak"].items() for lemma in lemmas)


def told_as_done(report: Report) -> bool:
    """Whether the form says an act was or will be done: no purpose, no bare noun, no word too weak to tell it."""
    trigger, sense = report.found.trigger, report.found.sense
    if report.found.nominal:
        verb = report.found.verb
        carried = verb is not None and verb.lemma_ in words("bearing") and trigger.dep_ in {"dobj", "nsubjpass"}
        return carried or (report.mention.date_precision == "day" and report.mention.status == "happened")
    if sense.type not in UTTERED and bare_participle(trigger):
        return False
    if not _says_it(report):
        return False
    lemma = trigger.lemma_.lower()
    if lemma in words("bare") and not grammar.children(trigger, {"xcomp", "ccomp"}):
        return False
    if sense.type == "REJECT" and any(c.lemma_ in words("silence") for c in grammar.children(trigger, {"xcomp"})):
        return False
    if grammar.is_infinitive(trigger) and (trigger.dep_ != "xcomp" or report.mention.status == "happened"):
        return False
    return sense.name != "bound"


def _says_it(report: Report) -> bool:
    """Whether a promise or threat is told by a word that utters one."""
    wanted = SAID.get(report.mention.event_kind)
    return wanted is None or report.found.trigger.lemma_.lower() in words(wanted)


def bare_participle(trigger: Token) -> bool:
    """Whether a participle without auxiliary hangs on a noun or another verb: "stationed in", "considered handing"."""
    if trigger.tag_ == "VBN":
        return trigger.dep_ == "acl"
    loose = {"pcomp", "xcomp", "acl", "advcl", "conj", "ccomp", "dep"}
    return trigger.tag_ == "VBG" and trigger.dep_ in loose and not grammar.children(trigger, {"aux"})


def describes(trigger: Token) -> bool:
    """Whether a present tense tells what is so rather than what was done: "the state supports", "stations"."""
    return trigger.tag_ in {"VBZ", "VBP"} and not grammar.children(trigger, {"aux"})


def strong(report: Report) -> bool:
    """Whether a word by itself tells an act; "reluctant" and "ready" tell a mind."""
    if report.found.nominal:
        return True  # weak words are verbs; of nouns `told_as_done` has asked for more
    if any(agent.lower_ in {"i", "we"} for agent in grammar.agents(report.found.trigger)):
        return True  # who says "we blame them" blames them
    return (
        report.found.trigger.pos_ != "ADJ"
        and (report.found.sense.name, report.found.trigger.lemma_.lower()) not in _weak()
    )


def main(trigger: Token) -> bool:
    """Whether a trigger stands in a main clause, or in what is said."""
    return trigger.dep_ in {"ROOT", "conj", "ccomp"}


def supposed(found: Found) -> bool:
    """Whether a question or a condition holds the event: "what if it attacks?", "if he goes, we risk"."""
    if found.sense.type == "THREATEN":
        return False
    verb = found.verb if found.verb is not None else found.trigger
    if verb.sent.text.rstrip().rstrip("\"'”’)").endswith("?") and not _told_before(verb):
        return True
    return any(_conditional(above) for above in (verb, *verb.ancestors))


def _told_before(verb: Token) -> bool:
    """Whether a clause inside a question tells what is known: a relative clause, or one of time, in the past."""
    chain = [verb, *verb.ancestors]
    return verb.tag_ in {"VBD", "VBN"} and any(t.dep_ in {"relcl", "advcl"} for t in chain)


def _conditional(clause: Token) -> bool:
    """Whether "if" introduces a clause, and not only "if necessary" or "if any"."""
    marks = [child for child in grammar.children(clause, {"mark"}) if child.lower_ in IF]
    return any(not {word.lower_ for word in mark.doc[mark.i + 1 : mark.i + 2]} & ASIDE for mark in marks)
