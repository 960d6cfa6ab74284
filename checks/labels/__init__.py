"""What our own labels say of published events: labelled articles and a warehouse come in, figures go out.

`own_labels` runs it (`make judge`), `judging` compares a row with a label. No run calls it.
"""
