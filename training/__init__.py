"""Makes the trained event reader: `python -m training` (`make train`), from labels of the project and given texts.

Comes in: labelled documents (`labels`), read by the product itself up to who, where and when (`articles`). Goes out:
`seeds/reference/event_reader` (`export`) and the figures of its model card. In between, in this order: `examples`
turns labels into targets, `network` is what learns, `fit` teaches it, `signing` judges its rows by the rules of the
labels, `calibrate` fits the confidence to those verdicts. Needs the extra dependencies `train`; the product imports
nothing here.
"""
