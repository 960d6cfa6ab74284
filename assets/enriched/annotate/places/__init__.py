"""Places: names of places in a document come in; key, country and coordinates of each go out.

`context` reads the words beside a name, `evidence` what the document says of where it plays, `choice` picks among the
gazetteer's candidates, `toponyms` settles the document's places. `mention_kind` corrects what the model took for a
person or body; `names` calls it. The wrong Paris: `choice`, with what `evidence` gave it.
"""
