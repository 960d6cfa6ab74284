"""The pictures of the brief and of the site's pages, as geometry that templates draw as SVG inside the page.

`charts` lays out the timeline and the table of who met whom, `network` the same as a drawn network, `atlas` the map of
events (outlines: `assets/knowledge/outlines.py`). Colours belong to the style sheet, words to the templates.
"""
