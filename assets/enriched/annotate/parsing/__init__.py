"""Parsing: clean text comes in; a Doc of the same text goes out, with names, sentences, tags, heads and lemmas.

The model's names are found in the text as it stands. `chains` finds titles with a name, `masks` says which word stands
for each; `casing` and `headlines` make plain sentences of headlines; `pieces` puts together what the parser is shown,
paragraph by paragraph; `parse` writes what it says on the tokens of the text; `word_forms` looks up lemmas.

A sentence is cut wrongly: `pieces`. A party behind a title is no subject: `chains`, `masks`. A headline's verb is a
name: `casing`. A lemma is wrong: `word_forms`, `seeds/reference/lemmas.csv`.
"""
