"""selfcare: home self-myofascial release as the therapist prescribed it."""

__version__ = "0.1.0"
