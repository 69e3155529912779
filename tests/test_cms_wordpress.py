"""The conformance suite, and what is WordPress's own, against a real WordPress: ``make test-cms-wordpress``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.wordpress import WordPress, missing
from cms_wordpress import WordPressHarness

if not os.environ.get("PRESSCHECK_CMS_WORDPRESS"):
    pytest.skip("needs PRESSCHECK_CMS_WORDPRESS=1, as `make test-cms-wordpress` sets it", allow_module_level=True)

from test_conformance import *  # noqa: F403  # each of its tests, with the fixtures below


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    if missing():
        pytest.fail(f"not installed: {missing()}; see tests/cms/wordpress.py")
    made = WordPress(tmp_path_factory.mktemp("wordpress"))
    yield made
    made.close()


@pytest.fixture
def harness(site: WordPress, tmp_path: Path) -> Iterator[WordPressHarness]:
    made = WordPressHarness(tmp_path, site)
    yield made
    made.close()
