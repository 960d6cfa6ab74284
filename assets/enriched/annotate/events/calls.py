"""Telephone and video calls: the event beside whatever was said in them ("thanked X in a phone call").

Here belong the words of the channel and whom they join. That a call has no place belongs to `where`.
"""

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar

CHANNELS = frozenset(
    {"phone", "telephone", "videoconference", "teleconference", "videolink", "hotline", "telephonically"}
)
BY = frozenset({"by", "over", "on", "via", "through", "in", "during", "per"})
LINKS = frozenset({"link", "call", "conversation", "conference", "line", "talk"})
OF_LINK = CHANNELS | {"video"}
# What people do with each other by telephone; other verbs beside a channel ("paid by phone") join nobody.
SPEAKING = frozenset({"speak", "talk", "confer", "converse", "discuss", "consult", "meet"})


def channel(verb: Token) -> Token | None:
    """The noun of the telephone or video link beside a verb: "by phone", "over a video link"; or None."""
    for token in verb.subtree:
        if token.dep_ == "pobj" and token.head.lower_ in BY and is_channel(token) and _near(token, verb):
            return token
    return None


def is_channel(noun: Token) -> bool:
    """Whether a noun names a telephone or video link."""
    linked = noun.lemma_.lower() in LINKS and any(child.lower_ in OF_LINK for child in noun.children)
    return noun.lemma_.lower() in CHANNELS or linked


def _near(token: Token, verb: Token) -> bool:
    """Whether no other verb stands between a channel and the verb."""
    for above in token.ancestors:
        if above.i == verb.i:
            return True
        if grammar.is_verb(above):
            return False
    return False


def is_spoken(verb: Token) -> bool:
    """Whether a verb of speaking with somebody has a channel beside it: a call rather than a meeting."""
    return verb.lemma_ in SPEAKING and channel(verb) is not None


def partners(verb: Token) -> list[Token]:
    """Whom a call joins with the speaker: the object, and what stands behind "with" or "to" at the verb or channel."""
    noun = channel(verb)
    anchors = [verb] if noun is None else [verb, noun]
    behind = [t for anchor in anchors for t in grammar.prepositional(anchor, ("with", "to", "between"))]
    direct = [] if verb.lemma_ == "discuss" else grammar.objects(verb) + grammar.children(verb, {"dative"})
    topics = [t for o in grammar.objects(verb) for t in grammar.prepositional(o, ("with",))]
    return behind + [token for token in direct if token.pos_ != "ADP"] + topics
