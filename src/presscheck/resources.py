"""Where the built-in rules and schemas are: the home site's ``linters/`` and ``schemas/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from presscheck.errors import PresscheckError


@cache
def home() -> Path:
    """The folder that holds the home site's ``linters`` and ``schemas``.

    Inside the package in an installed wheel, the root of the repository in a checkout.

    Raises:
        PresscheckError: neither place has both folders; the installation is damaged.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_home", package.parents[1]):
        if (folder / "linters").is_dir() and (folder / "schemas").is_dir():
            return folder
    raise PresscheckError(
        f"presscheck's own rules and schemas are missing beside {package}; "
        "install it again: pip install --force-reinstall presscheck"
    )


def is_proved(path: Path) -> bool:
    """Whether a file of rules is one that was installed with presscheck, whose expressions our tests have compiled.

    In a checkout, where rules are written, none is.
    """
    return home().name == "_home" and path.is_relative_to(home())


def template_folder() -> Path:
    """The folder of the page templates that the export renders."""
    return Path(__file__).resolve().parent / "export" / "templates"


def report_templates() -> Path:
    """The folder of the templates that reports are rendered from."""
    return Path(__file__).resolve().parent / "report" / "templates"
