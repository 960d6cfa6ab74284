"""HTML: the source of a page comes in; its raw text, what it says of itself, and a role for every line go out.

Order, in `page`: `metadata` reads the head (`jsonld` within it); `visible_text` renders the lines; `titles` chooses the
headline; `main_content` finds the article among the lines and `content_repair` mends the choice; `page_dates`,
`author_names` and `unmarked_byline` read what stands around the headline; `listing` tells a page of many stories;
`line_roles` gives every line its role.

A menu line is in the body, or a paragraph is missing: `content_repair`, then `main_content`. A wrong headline:
`titles`. A wrong author: `author_names`. A wrong day: `page_dates`.
"""
