"""Local storage for Acme records."""

from acme_schema import record


def load(name):
    return record(name, source="store")
