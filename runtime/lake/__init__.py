"""The lake: the tables of every published run, as Parquet files and a catalogue (DuckLake), one snapshot a run.

`place` says where they stand and opens them, `history` which runs are held and how a table was in one, `commit` writes
a run, `keeping` drops what retention does not keep and merges small files, `damage` looks whether all files are there.
What the tables mean, and which run is published, belongs to others.
"""
