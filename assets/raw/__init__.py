"""Raw: files, lines and records below an inbox come in; `documents` and `document_sources` go out.

Here belong the readers, one module a format, the decoding of bytes, content hashes and the bounds on containers.
What a text means does not belong here.

A document that cannot be accepted is a refusal with one of these rules: `empty`, `binary`, `encoding`, `too_large`,
`unreadable`, `unknown_kind`, `link`; in JSON lines also `bad_json`, `no_text`, `bad_field`, `duplicate_id`; in WARC
files `http_status`, `content_encoding`, `no_documents`; for the rest of a container `truncated`, `corrupt`,
`expansion`, `too_many`. Each message says what is wrong and what to do.
"""
