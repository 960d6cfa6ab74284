"""Reference: mentions, entities and offices come in; whom pronouns and role words stand for goes out.

`nominals` reads role words and counterparts ("both ministers", "his Russian counterpart", "the ministry"),
`coreference` pronouns, on the focus of the text. `referents` is the look-up with which events and statements ask what a
noun phrase stands for. A pronoun or role word means the wrong person: the first two.
"""
