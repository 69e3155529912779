"""Keys and passwords in texts: what they look like is data, how they are found is here."""

from presscheck.secrets.scanner import Scanner, Secret, masked

__all__ = ["Scanner", "Secret", "masked"]
