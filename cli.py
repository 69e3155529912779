# /// script
# requires-python = ">=3.11"
# dependencies = ["presscheck"]
#
# [tool.uv.sources]
# presscheck = { path = ".", editable = true }
# ///
"""Run presscheck from a checkout: ``uv run cli.py lint``, or ``python cli.py lint`` once it is installed."""

from presscheck.cli import main

if __name__ == "__main__":
    main()
