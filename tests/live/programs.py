"""How the programs on the command line are called: the command and the environment for a setting and its value.

A name in capitals is an environment variable, one with hyphens in front an option, any other a key of the program's
configuration file. Whatever a program has to keep quiet with is set: statistics, updates, suggestions.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from live.install import node, script

Call: TypeAlias = tuple[list[str], dict[str, str]]
Program: TypeAlias = Callable[[Path, Path, str, str], Call]
"""From the folder of the client, a home folder, and a setting with its value."""

QUESTION = "ping"
GEMINI = "gemini-2.5-flash"


def codex(folder: Path, home: Path, name: str, value: str) -> Call:
    """Codex CLI; a key is one of a provider of our own, unless its name says that it is of the built-in one."""
    own = not name.isupper() and not name.startswith("openai_")
    lines = [
        'model = "gpt-4o-mini"',
        "check_for_update_on_startup = false",
        *(['model_provider = "gateway"'] if own else []),
        *([f"{name} = {json.dumps(value)}"] if not own and not name.isupper() else []),
        "[analytics]",
        "enabled = false",
        "[feedback]",
        "enabled = false",
        *(["[model_providers.gateway]", 'name = "Gateway"', 'env_key = "GATEWAY_KEY"'] if own else []),
        *([f"{name} = {json.dumps(value)}"] if own else []),
    ]
    settings = home / ".codex/config.toml"
    settings.parent.mkdir()
    settings.write_text("\n".join([*lines, ""]), encoding="utf-8")
    command = [str(node()), str(folder / "node_modules/@openai/codex/bin/codex.js"), "exec", "--skip-git-repo-check"]
    keys = dict.fromkeys(("GATEWAY_KEY", "OPENAI_API_KEY", "CODEX_API_KEY"), "sk-live-test")
    variable = {name: value} if name.isupper() else {}
    return [*command, QUESTION], {"CODEX_HOME": str(settings.parent), **keys, **variable}


def claude(folder: Path, home: Path, name: str, value: str) -> Call:
    """Claude Code."""
    command = folder / "node_modules/@anthropic-ai/claude-code/bin/claude.exe"
    quiet = ("DISABLE_TELEMETRY", "DISABLE_ERROR_REPORTING", "DISABLE_AUTOUPDATER")
    return (
        [str(command), "-p", QUESTION, "--model", "claude-sonnet-4-5"],
        {
            **dict.fromkeys((*quiet, "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"), "1"),
            "CLAUDE_CODE_MAX_RETRIES": "0",
            "CLAUDE_CONFIG_DIR": str(home / ".claude"),
            "ANTHROPIC_API_KEY": "sk-ant-live-test",
            name: value,
        },
    )


def gemini(folder: Path, home: Path, name: str, value: str) -> Call:
    """Gemini CLI."""
    settings = home / ".gemini/settings.json"
    settings.parent.mkdir()
    chosen = {
        "security": {"auth": {"selectedType": "gemini-api-key"}},
        "privacy": {"usageStatisticsEnabled": False},
        "telemetry": {"enabled": False},
        "general": {"enableAutoUpdate": False, "enableAutoUpdateNotification": False},
    }
    settings.write_text(json.dumps(chosen), encoding="utf-8")
    command = [str(node()), str(folder / "node_modules/@google/gemini-cli/bundle/gemini.js"), "-p", QUESTION]
    return [*command, "-m", GEMINI], {"GEMINI_API_KEY": "live-test", "GEMINI_CLI_TRUST_WORKSPACE": "true", name: value}


def aider(folder: Path, home: Path, name: str, value: str) -> Call:
    """aider; a key without hyphens in front is one of its configuration file."""
    quiet = ["--no-check-update", "--analytics-disable", "--no-show-model-warnings", "--no-show-release-notes"]
    command = [str(script(folder, "aider")), "--model", "openai/gpt-4o-mini", "--message", QUESTION, "--no-git"]
    command += ["--yes-always", "--no-pretty", "--no-detect-urls", *quiet]
    environment = {"OPENAI_API_KEY": "sk-live-test", "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    if name.startswith("--"):
        command += [name, value]
    elif name.isupper():
        environment[name] = value
    else:
        (home / ".aider.conf.yml").write_text(f"{name}: {json.dumps(value)}\n", encoding="utf-8")
    return command, environment
