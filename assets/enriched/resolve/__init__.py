"""Resolve: the annotations of all documents come in; entities, tenures, events and their evidence go out.

Here belongs every decision that two things named in different documents are one. Reading text does not belong here.
"""
