"""Private records in texts, and sentences that ask for them."""

from presscheck.privacy.requests import Asking, RequestFinder
from presscheck.privacy.scanner import PrivateScanner, Record

__all__ = ["Asking", "PrivateScanner", "Record", "RequestFinder"]
