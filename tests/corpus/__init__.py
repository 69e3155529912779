"""Seeded generators of labelled pages: what the rules must find, and what they must leave alone."""
