"""Whether all is ready for sending: each point green, amber or red, with the remedy."""

from digest.doctor.names import Names
from digest.doctor.point import Light, Point, Words, examined
from digest.doctor.reputation import reputation_points
from digest.doctor.sender import Domain, domain_points

__all__ = [
    "Domain",
    "Light",
    "Names",
    "Point",
    "Words",
    "domain_points",
    "examined",
    "reputation_points",
]
