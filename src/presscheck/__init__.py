"""The last look at a page before people and answer engines copy it."""

__version__ = "0.1.0"

__all__ = ["__version__"]
