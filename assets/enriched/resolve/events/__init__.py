"""Events: the reports of all documents come in; events, their participants and evidence go out.

`coreference` groups reports into events, asking `matching` whether two tell of one; `rows` says what an event is where
its reports differ; `summary` puts it into words; `calibration` turns confidence into a probability. Two reports are
wrongly one event: `matching`. The day, place or status of a merged event is wrong: `rows`.
"""
