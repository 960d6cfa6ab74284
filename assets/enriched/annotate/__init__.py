"""Annotate: one parsed document comes in, one `Annotation` goes out: what it names, when, who says what, what happens.

Here belongs what one document tells by itself. What two documents tell together belongs to `resolve`.
"""
