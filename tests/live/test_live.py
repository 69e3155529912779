"""What real clients request, beside what the registry says: a client of a new version that differs fails here.

The four SDKs install in seconds and are run with all other tests; the rest are marked ``live``.
"""

from __future__ import annotations

import shutil

import pytest

from live.clients import OTHERS, SDKS, Real
from live.compare import Report, compare

NPM = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is missing")


def cases() -> list[object]:
    marks = {name: [pytest.mark.slow] for name in SDKS} | {name: [pytest.mark.live] for name in OTHERS}
    return [
        pytest.param(real, id=name, marks=[*marks[name], *([NPM] if real.registry == "npm" else [])])
        for name, real in {**SDKS, **OTHERS}.items()
    ]


def differences(report: Report) -> list[object]:
    return [row for row in (*report.paths, *report.names, *report.outcomes) if not row.equal]


@pytest.mark.parametrize("real", cases())
def test_a_client_does_what_the_registry_says(real: Real) -> None:
    report = compare(real)

    assert report.paths
    assert not differences(report), report.version
