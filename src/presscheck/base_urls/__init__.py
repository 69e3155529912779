"""Where pages tell readers what to enter as Base URL, and whether that is right for the client it is written for."""

from presscheck.base_urls.finder import SettingFinder
from presscheck.base_urls.problems import Problem, problems

__all__ = ["Problem", "SettingFinder", "problems"]
