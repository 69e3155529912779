"""A published page as HTML: the same Markdown that answer engines get, rendered, sanitised, in a frame."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from presscheck.config import SiteInfo
from presscheck.export.feed import feed_path
from presscheck.export.record import Record
from presscheck.markdown.parser import parser
from presscheck.model import Json
from presscheck.resources import template_folder

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p",
    "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "code": {"class"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"style"},
    "th": {"style"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
_WORDS = {
    "en": {
        "updated": "Updated",
        "reviewed": "Reviewed by {reviewer} on {day}",
        "other": "In other languages: ",
        "search": "Search",
        "table": "Table",
    },
    "zh": {
        "updated": "更新于",
        "reviewed": "{reviewer} 于 {day} 审阅",
        "other": "其他语言：",
        "search": "搜索",
        "table": "表格",
    },
}


def body_html(record: Record) -> str:
    """The body of a page as sanitised HTML, each heading with its id."""
    markdown = parser()
    environment: dict[str, object] = {}
    tokens = markdown.parse(record.markdown, environment)
    ids = iter(record.anchors)
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("id", next(ids, ""))
    rendered = str(markdown.renderer.render(tokens, markdown.options, environment))
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        filter_style_properties={"text-align"},
    )


def page_html(
    record: Record, body: str, alternates: Sequence[Record], site: SiteInfo, graph: Mapping[str, Json]
) -> str:
    """A whole HTML page around the body.

    ``alternates`` are the page in other languages, ``graph`` is its JSON-LD.
    """
    words = _WORDS["zh" if record.locale.startswith("zh") else "en"]
    return template("page.html.j2").render(
        record=record,
        body=body,
        alternates=alternates,
        site=site,
        words=words,
        graph=script_json(graph),
        feed=feed_path(site, record.locale),
        reviewed=words["reviewed"].format(reviewer=record.reviewer, day=record.reviewed_on),
    )


def script_json(value: Mapping[str, Json]) -> str:
    """JSON for a script element, which no text in it can end."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@cache
def template(name: str) -> Template:
    """A template of the bundle's pages, by its file name; what it shows is escaped unless it says otherwise."""
    loader = FileSystemLoader(template_folder(), encoding="utf-8")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
