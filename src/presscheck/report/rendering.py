"""The templates of HTML reports."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from presscheck.patterns import regex
from presscheck.resources import report_templates


def template(name: str) -> Template:
    """A template by the name of its file. It escapes what is put in, and an unknown name is an error."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(report_templates()),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters["inline"] = inline
    return environment


_CODE = regex(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def inline(text: str) -> Markup:
    """A sentence with what stands between backticks as code; everything else in it is text."""
    parts: list[Markup] = []
    end = 0
    for found in _CODE.finditer(text):
        parts += [escape(text[end : found.start()]), Markup("<code>%s</code>") % found[2]]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
