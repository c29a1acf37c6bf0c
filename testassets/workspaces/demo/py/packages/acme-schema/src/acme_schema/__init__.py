"""Record types shared by every Acme package."""

__version__ = "2.0.3"


def record(name, **fields):
    return {"name": name, **fields}
