"""Knowledge of the world that several stages look up: countries, places and regions, and how they are written.

Look-ups over `seeds/reference` belong here, and nothing about any document. This package stands left of every stage.
"""
