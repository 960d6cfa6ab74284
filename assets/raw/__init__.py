"""Raw: files, lines and records below an inbox come in; `documents`, `document_sources` and `inbox_files` go out.

Order: `readers` (which file is read how) with `bounds` (how much of it) and `decoding` (bytes to text); `exports` for
files of many articles; `html` for pages; `rows` names the columns; `stage` compares with what is published, in the
process that `step` keeps, by each file's `fingerprint`; `held` says whose a place is. What a text means does not belong
here.

A document that cannot be accepted is a refusal with one of these rules: `empty`, `binary`, `encoding`, `too_large`,
`unreadable`, `unknown_kind`, `unread_kind`, `link`, `not_a_file`, `reader_error`, `time_limit`, `process_died`,
`out_of_memory`, `encrypted`; in JSON lines and rows also `bad_json`, `no_text`, `bad_field`, `duplicate_id`,
`no_column`, `ragged_row`, `no_articles`; in feeds `bad_xml`; in pages and archives `too_deep`; in exports
`several_articles`, `no_article`; in WARC files `http_status`, `content_encoding`, `media_type`, `unknown_record`,
`no_documents`; in archives `unsafe_path`; for what is broken in a container, or its rest, `truncated`, `corrupt`,
`expansion`, `too_many`. Each
message says what is wrong and what to do.
"""
