"""Files of many articles: where one ends and the next begins, and what the database that wrote them says of each.

Here belong exports of news databases and batches of wire copy, as text. Which file holds which text belongs to the
readers, what an article means to the parsed stage.
"""
