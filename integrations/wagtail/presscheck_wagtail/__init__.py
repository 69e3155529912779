"""Approved pages in Wagtail: the page model, and the endpoint through which presscheck writes it."""

__version__ = "1.2"
API = 2
"""What presscheck and this app agree upon; a change that an older one would not understand raises it."""
