"""The conformance suite, and what is Wagtail's own, against a real Wagtail: ``make test-cms-wagtail``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.wagtail import Wagtail, missing
from cms_wagtail import WagtailHarness

if not os.environ.get("PRESSCHECK_CMS_WAGTAIL"):
    pytest.skip("needs PRESSCHECK_CMS_WAGTAIL=1, as `make test-cms-wagtail` sets it", allow_module_level=True)

from test_conformance import *  # noqa: F403  # each of its tests, with the fixtures below


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wagtail]:
    if missing():
        pytest.fail(missing())
    made = Wagtail(tmp_path_factory.mktemp("wagtail"))
    yield made
    made.close()


@pytest.fixture
def harness(site: Wagtail, tmp_path: Path) -> Iterator[WagtailHarness]:
    made = WagtailHarness(tmp_path, site)
    yield made
    made.close()


@pytest.fixture
def cms(harness: WagtailHarness) -> WagtailHarness:
    return harness
