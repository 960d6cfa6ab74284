"""Raw: files, lines and records below an inbox come in; `documents` and `document_sources` go out.

Here belong the readers, one module a format, the decoding of bytes, content hashes and the bounds on containers.
What a text means does not belong here.
"""
