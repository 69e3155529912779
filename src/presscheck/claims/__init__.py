"""Statements that go stale or cannot be proved: what they are made of and where they stand."""

from presscheck.claims.finder import Claim, ClaimFinder
from presscheck.claims.words import ClaimWords, Exemption, load_words

__all__ = ["Claim", "ClaimFinder", "ClaimWords", "Exemption", "load_words"]
