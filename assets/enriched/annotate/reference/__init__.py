"""Reference: mentions, entities and offices come in; whom pronouns and role words stand for goes out.

`nominals` reads role words and counterparts ("the minister", "his Russian counterpart", "the ministry"), `sets` numbers
and parties ("the trio", "the two sides"), `hosts` those at home and their guests ("the visiting general"),
`coreference` pronouns, on the focus of the text. `referents` is the look-up with which events and statements ask what a
noun phrase stands for. A pronoun or role word means the wrong person: the first four.
"""
