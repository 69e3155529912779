"""Hostile pages: what Base URLs are looked for in ends, however long its lines are."""

from __future__ import annotations

import pytest

from base_url_pages import BASE, findings
from presscheck.site import Site

SIZE = 200_000
TRIGGERS = {
    "choice": "base_url = x ? ",
    "choice with a string": 'base_url = x ? "',
    "conditional": "base_url = a if ",
    "annotation": "base_url: A | B ",
    "subscript": "base_url: A[",
    "attributes": "a.",
    "scopes": "a:",
    "pair": 'name: X value: "',
    "model call": "model = (",
    "model names": "A_MODEL_",
    "list of models": "models: [",
    "request": "curl ",
    "call": "fetch(",
    "seen": "if 404 see ",
    "出现": "如果出现 ",
    "values in a row": f"{BASE} 、",
    "values with or": f"{BASE} or ",
    "full stops": "a.",
    "tags": "<td ",
    "attribute": '<a href="',
    "table": "<table><tr>",
    "comment": "<!-- ",
    "blank lines": " \n ",
    "deep links": "cherrystudio://a?b=",
    "base64": "eyJ",
    "brackets": "（",
    "labels": "a：",
    "hosts": "a.b",
    "placeholders": "<a>/v1",
    "variables": "$A",
    "quotes": "“",
    "references": "A=https://api.example.com\n$A/v1 ",
    "registry": "reg add /v A /d ",
    "links": "[a](https://www.example.com) ",
    "hyphens": "-",
    "digits": "1.",
}
"""What begins something that is looked for, and never ends it."""


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_long_line_ends(trigger: str, home_site: Site) -> None:
    line = (TRIGGERS[trigger] * SIZE)[:SIZE]
    beside = ((TRIGGERS[trigger] * 300)[:300] + f' "{BASE}" ') * (SIZE // 1000)
    page = f"# Cherry Studio\n\n```\nBase URL: {line} {BASE}\n```\n\n```js\n{beside}\n```\n\n<div>\n{line}\n</div>\n"

    assert findings(home_site, f"{page}\nBase URL: {BASE}/chat/completions\n")
