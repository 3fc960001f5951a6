"""Where things are: postcodes, miles, public stops, who fetches whom. Everything works offline."""

from alongside.casework.directory.models import Stop

from .areas import Home, lies_in
from .getting_there import GettingThere, distance_words, getting_there, ride_words, stop_words
from .near import distance_to, near
from .point import Point, direction, miles, miles_and_way, miles_in_words
from .postcodes import district_of, locate, point_of, point_of_place, points_of
from .stops import minutes_on_foot, nearest_stops, stops_near
from .transport import transport_for

# What the licences of the data ask to be shown wherever it is used
ATTRIBUTION = (
    "Postcodes: contains OS data © Crown copyright and database right 2025; contains Royal Mail "
    "data © Royal Mail copyright and database right 2025; contains National Statistics data © "
    "Crown copyright and database right 2025. Public stops: NaPTAN, Department for Transport. "
    "All under the Open Government Licence v3.0."
)

__all__ = [
    "ATTRIBUTION",
    "GettingThere",
    "Home",
    "Point",
    "Stop",
    "direction",
    "distance_to",
    "distance_words",
    "district_of",
    "getting_there",
    "lies_in",
    "locate",
    "miles",
    "miles_and_way",
    "miles_in_words",
    "minutes_on_foot",
    "near",
    "nearest_stops",
    "point_of",
    "point_of_place",
    "points_of",
    "ride_words",
    "stop_words",
    "stops_near",
    "transport_for",
]
