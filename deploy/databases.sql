-- Run once, when the volume of the database is new: Dagster's own history, and the catalogue of the lake.
CREATE DATABASE dagster;
CREATE DATABASE lake;
