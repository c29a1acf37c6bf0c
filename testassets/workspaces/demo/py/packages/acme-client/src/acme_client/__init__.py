"""HTTP client for the Acme service."""

from acme_schema import record


def fetch(name):
    return record(name, source="client")
