"""What messages about Base URLs say: the value as it stands, what is asked for, what the user sees, what to write."""

from __future__ import annotations

import pytest

from base_url_pages import BASE, ENDPOINT, HOME, ORIGIN, fence, findings
from presscheck.model import Finding
from presscheck.site import Site


def only(site: Site, text: str) -> Finding:
    (finding,) = findings(site, text)
    return finding


def test_a_blank_is_shown_and_what_comes_of_it(home_site: Site) -> None:
    finding = only(home_site, fence("python", "from openai import OpenAI", f'OpenAI(base_url="{BASE} ")'))

    assert f"`{BASE} `" in finding.message.en
    assert "404" in finding.help.en
    assert "Connection error" not in finding.help.en


def test_an_address_that_is_none_ends_in_an_error_of_its_own(home_site: Site) -> None:
    finding = only(home_site, fence("python", "from openai import OpenAI", 'OpenAI(base_url="api.example.com/v1")'))

    assert "Connection error" in finding.help.en


def test_a_placeholder_stays_one(home_site: Site) -> None:
    finding = only(home_site, "Cursor: Override OpenAI Base URL `https://<your-domain>`")

    assert "https://<your-domain>/chat/completions" in finding.message.en
    assert "`https://<your-domain>/v1`" in finding.help.en
    assert "api.example.com" not in finding.message.en + finding.help.en


def test_a_placeholder_for_a_host_brings_no_scheme(home_site: Site) -> None:
    assert only(home_site, "Cursor: Override OpenAI Base URL `<your-domain>/v1`").rule == "base-url/malformed"
    assert findings(home_site, "Cursor: Override OpenAI Base URL `${API_ROOT}/v1`") == []


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ('const p = createOpenAI({ baseURL: "%s" });', "/responses"),
        ('const p = createOpenAI({ baseURL: "%s" });\nconst m = p.chat("gpt-4o-mini");', "/chat/completions"),
        ('const p = createOpenAICompatible({ name: "x", baseURL: "%s" });', "/chat/completions"),
        ('const p = createAnthropic({ baseURL: "%s" });', "/messages"),
    ],
)
def test_what_the_provider_of_the_vercel_ai_sdk_asks_for(code: str, path: str, home_site: Site) -> None:
    page = fence("ts", 'import { generateText } from "ai";', code % ORIGIN)

    assert f"{ORIGIN}{path}" in only(home_site, page).message.en


def test_outdated_advice_is_quoted_as_a_whole(home_site: Site) -> None:
    sentence = "Put a # at the end of the API Host to force the exact address"

    assert sentence in only(home_site, f"# Cherry Studio\n\n{sentence}.").message.en


def test_a_host_of_the_site_is_no_placeholder(home_site: Site) -> None:
    site = home_site
    assert only(site, f"Base URL: `{HOME}/your-page`").rule == "base-url/homepage"
    assert only(site, f"Base URL: `{ENDPOINT}`").rule == "base-url/endpoint"
