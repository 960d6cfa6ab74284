-- kilometres: The distance of two points along the earth's surface, in kilometres; each is latitude and longitude in degrees.
CREATE OR REPLACE MACRO kilometres(latitude, longitude, other_latitude, other_longitude) AS
12742 * asin(sqrt(least(1, sin(radians(other_latitude - latitude) / 2) ** 2
    + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(radians(other_longitude - longitude) / 2) ** 2)));
