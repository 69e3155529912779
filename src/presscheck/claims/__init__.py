"""Statements that go stale or cannot be proved: what they are made of, where they stand, and what backs them."""

from presscheck.claims.finder import Claim, ClaimFinder
from presscheck.claims.ledger import is_backed
from presscheck.claims.words import ClaimWords, load_words

__all__ = ["Claim", "ClaimFinder", "ClaimWords", "is_backed", "load_words"]
