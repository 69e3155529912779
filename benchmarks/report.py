"""Tables and a plot from what was measured: ``python benchmarks/report.py RESULTS`` fills docs/performance.md.

Only what is in the results is written; a size that was not measured has no row.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent.parent / "docs"
BEGIN, END = "<!-- begin: measured -->", "<!-- end: measured -->"
CHAIN = ("markdownlint-cli2", "secretlint", "check-jsonschema", "textlint")
COLOURS = {"presscheck": "#0b6e4f", "the chain": "#b3261e", "rumdl": "#5b5bd6"}


def report(found: Mapping[str, Any]) -> str:
    """The part of the page between the marks."""
    named = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    lines = [
        _about(found["machine"], named),
        "",
        "### One page at commit",
        "",
        "One page, changed since the last run, in a site of 100 pages.",
        "",
        "| | Seconds of the processor | On the clock | Beside presscheck |",
        "|---|---|---|---|",
        *_rows(found["commit"]),
    ]
    for kind, title, about in (
        ("cold", "All pages, nothing known", ""),
        ("warm", "All pages, one of them changed", "Of the tools, presscheck and rumdl keep what they found."),
    ):
        for pages, tools in found[kind].items():
            size = found["bytes"][pages] / 1e6
            lines += ["", f"### {title}: {int(pages):,} pages ({size:.1f} MB)", ""]
            lines += [about, ""] if about else []
            lines += ["| | Seconds of the processor | On the clock | Beside presscheck |", "|---|---|---|---|"]
            lines += _rows(tools)
    if found["memory"]:
        lines += ["", "### Memory", "", "The peak of a cold run, all processes of a tool together.", ""]
        lines += ["| Pages | Tool | MB |", "|---|---|---|"]
        for pages, tools in found["memory"].items():
            lines += [f"| {int(pages):,} | {name} | {peak:.0f} |" for name, peak in tools.items() if peak]
    lines += _slopes(found)
    if len(found["cold"]) > 1:
        lines += ["", "![Seconds of the processor over pages](images/performance.svg)"]
    return "\n".join(lines)


def _about(machine: Mapping[str, Any], named: str) -> str:
    return (
        f"Measured on {machine['day']} with {named}; Python {machine['python']}, {machine['system']}, "
        f"{machine['cores']} cores ({machine['processor']}), a load of {machine['load']:.1f} when it began: others "
        "used the machine, too, so the seconds of the processor say more than those on the clock. *The chain* is "
        f"{', '.join(CHAIN)}, one after the other. Medians; the number of runs is in brackets."
    )


def _with_chain(tools: Mapping[str, Any]) -> dict[str, tuple[float, float, str]]:
    """Processor and clock of each tool, and of the chain where all of its parts were measured."""
    found = {name: (item["processor"], item["clock"], f"{item['runs']}") for name, item in tools.items()}
    if all(name in found for name in CHAIN):
        runs = sorted({found[name][2] for name in CHAIN}, key=int)
        total = [sum(found[name][part] for name in CHAIN) for part in (0, 1)]  # type: ignore[misc]
        found["the chain"] = (total[0], total[1], "–".join(runs))
    return found


def _rows(tools: Mapping[str, Any]) -> Iterator[str]:
    found = _with_chain(tools)
    ours = found.get("presscheck")
    for name, (processor, clock, runs) in found.items():
        shown = f'`python -c "{name}"`' if name.startswith("import ") else name
        ratio = f"{processor / ours[0]:.2f} ×" if ours else ""
        yield f"| {shown} | {processor:.2f} ({runs}) | {clock:.2f} | {ratio} |"


def _slopes(found: Mapping[str, Any]) -> Iterator[str]:
    cold = {int(pages): tools["presscheck"]["processor"] for pages, tools in found["cold"].items()}
    sizes = {name: item["presscheck"]["processor"] for name, item in found["page_size"].items()}
    if not cold and not sizes:
        return
    yield from ("", "### How it grows", "", "Seconds of the processor of a cold run of presscheck.", "")
    yield from ("| Pages | KB a page | Seconds | ms a page | ms a KB |", "|---|---|---|---|---|")
    cases = [(100, found["bytes"][f"100x{name}"], seconds) for name, seconds in sizes.items()]
    cases += [(pages, found["bytes"][str(pages)], seconds) for pages, seconds in cold.items()]
    for pages, size, seconds in cases:
        each, kilobytes = size / pages / 1000, size / 1000
        rates = f"{seconds / pages * 1000:.0f} | {seconds / kilobytes * 1000:.1f}"
        yield f"| {pages:,} | {each:.1f} | {seconds:.1f} | {rates} |"


def plot(found: Mapping[str, Any]) -> str:
    """Seconds of the processor over pages, as an SVG that reads in light and in dark."""
    sizes = sorted(int(pages) for pages in found["cold"])
    curves: dict[str, list[tuple[int, float]]] = {}
    for pages in sizes:
        for name, (processor, _, _) in _with_chain(found["cold"][str(pages)]).items():
            if name in COLOURS:
                curves.setdefault(name, []).append((pages, processor))
    width, height, left, bottom = 640, 360, 60, 40
    most = max(value for curve in curves.values() for _, value in curve)

    def at(pages: float, value: float) -> tuple[float, float]:
        across = left + (width - left - 110) * pages / sizes[-1]
        return across, height - bottom - (height - bottom - 20) * value / most

    font = 'font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" {font}>',
        "<title>Seconds of the processor over pages</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *_axes(sizes, most, at),
    ]
    for name, curve in curves.items():
        points = [at(pages, value) for pages, value in [(0, 0.0), *curve]]
        path = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')
        across, down = points[-1]
        parts.append(f'<text x="{across + 6:.1f}" y="{down + 4:.1f}" fill="{COLOURS[name]}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _axes(sizes: Sequence[int], most: float, at: Any) -> Iterator[str]:
    (zero_x, zero_y), (end_x, _), (_, top) = at(0, 0), at(sizes[-1], 0), at(0, most)
    yield f'<path d="M{zero_x} {top:.1f}V{zero_y}H{end_x:.1f}" fill="none" stroke="#555"/>'
    for pages in sizes:
        across, down = at(pages, 0)
        yield f'<text x="{across:.1f}" y="{down + 18:.1f}" text-anchor="middle" fill="#333">{pages:,} pages</text>'
    for share in (0.5, 1.0):
        across, down = at(0, most * share)
        yield f'<text x="{across - 6:.1f}" y="{down + 4:.1f}" text-anchor="end" fill="#333">{most * share:.0f} s</text>'


def main(results: Path) -> None:
    found = json.loads(results.read_text(encoding="utf-8"))
    page = DOCS / "performance.md"
    text = page.read_text(encoding="utf-8")
    part = f"{BEGIN}\n\n{report(found)}\n\n{END}"
    page.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: part, text, flags=re.DOTALL), encoding="utf-8")
    if len(found["cold"]) > 1:
        (DOCS / "images/performance.svg").write_text(plot(found), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
