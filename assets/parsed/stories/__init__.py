"""Stories: all articles come in; near duplicates and stories go out.

`near_duplicates` compares wording; `vectors` weighs words and `average_link` joins what is alike; `grouping` makes of
both the columns of `articles`.
"""
