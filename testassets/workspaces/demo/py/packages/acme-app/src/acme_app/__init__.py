"""The Acme application."""

from acme_client import fetch
from acme_store import load


def run(name):
    return [fetch(name), load(name)]
