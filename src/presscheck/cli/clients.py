"""``presscheck clients``: what is known of the clients, and what one of them makes of a value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click

from presscheck.cli.client_texts import Facts, list_lines, show_lines, url_lines
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json
from presscheck.clients import Client, Gateway, Registry, Version, fault_of_origin, judge, load_registry
from presscheck.config import find_config
from presscheck.errors import ConfigError, RuleError
from presscheck.model import Json, Language, Localized
from presscheck.resources import home
from presscheck.schemas import SchemaSet

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

format_option: Decorator = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
origin_option: Decorator = click.option(
    "--api-origin", metavar="URL", help="Where the API is, in place of what the site says; no site is needed then."
)
version_option: Decorator = click.option(
    "--client-version", metavar="VERSION", help="The client's version; by default the newest that is known."
)


@click.group()
def clients() -> None:
    """Which request URL each client makes of the value in its Base URL field.

    \b
    Examples:
      presscheck clients list
      presscheck clients show cherry-studio
      presscheck clients url claude-code https://api.example.com/v1
    """


@clients.command("list")
@origin_option
@format_option
@config_option
@language_option
def list_command(api_origin: str | None, format_: str, config: Path | None, lang: str | None) -> None:
    """List the clients, with the value that belongs into the Base URL field of each.

    \b
    Example:
      presscheck clients list --api-origin https://api.example.com
    """
    asked = _asked(config, api_origin, lang)
    facts = Facts(asked.gateway, asked.language)
    if format_ == "json":
        listed: list[Json] = [facts.summary(client) for client in asked.registry.clients.values()]
        echo_json(listed)
        return
    echo("\n".join(list_lines(asked.registry.clients.values(), facts)))


@clients.command("show")
@click.argument("client")
@version_option
@origin_option
@format_option
@config_option
@language_option
def show_command(
    client: str,
    client_version: str | None,
    api_origin: str | None,
    format_: str,
    config: Path | None,
    lang: str | None,
) -> None:
    """Show what is known of a client, each fact with how it was established and where it is from.

    \b
    Example:
      presscheck clients show cherry-studio --client-version 1.6
    """
    asked = _asked(config, api_origin, lang)
    found = asked.registry.client(client)
    versions = found.versions if client_version is None else (found.version(client_version),)
    facts = Facts(asked.gateway, asked.language)
    if format_ == "json":
        echo_json(facts.everything(found, versions))
        return
    echo("\n".join(show_lines(found, versions, facts)))


@clients.command("url")
@click.argument("client")
@click.argument("value")
@version_option
@click.option(
    "--protocol",
    type=click.Choice(["chat", "responses", "messages", "gemini"]),
    help="The protocol of the request; by default that of a plain chat request.",
)
@origin_option
@format_option
@config_option
@language_option
def url_command(
    client: str,
    value: str,
    client_version: str | None,
    protocol: str | None,
    api_origin: str | None,
    format_: str,
    config: Path | None,
    lang: str | None,
) -> int:
    """Show the request URL that a client makes of a value, and whether it reaches the API.

    \b
    Exit status: 0 it does, 1 it does not, 2 the call cannot be used.
    \b
    Examples:
      presscheck clients url claude-code https://api.example.com/v1
      presscheck clients url cherry-studio https://api.example.com/ --client-version 1.6
    """
    asked = _asked(config, api_origin, lang)
    gateway = asked.known_gateway()
    found = asked.registry.client(client)
    version = found.version(client_version)
    if protocol is not None:
        _check_protocol(found, version, protocol)
    verdict = judge(found, version, protocol, value, gateway)
    if format_ == "json":
        echo_json(
            {
                "client": verdict.client,
                "value": verdict.value,
                "request_url": verdict.request_url,
                "ok": verdict.ok,
                "reason": verdict.reason,
                "suggest": verdict.suggest,
            }
        )
    else:
        composition = version.protocols[protocol] if protocol else version.chat
        echo("\n".join(url_lines(found, version, composition, verdict, gateway, asked.language)))
    return 0 if verdict.ok else 1


class _Asked(NamedTuple):
    """What a call is about: the clients, where the API is as far as somebody said, and the reader's language."""

    registry: Registry
    gateway: Gateway | None
    language: Language

    def known_gateway(self) -> Gateway:
        """Where the API is.

        Raises:
            ConfigError: nobody said it.
        """
        if self.gateway is None:
            raise ConfigError(
                Localized(
                    "where the API is must be known: run this below a presscheck.toml, name one with --config, "
                    "or write --api-origin https://api.example.com",
                    "需要知道 API 在哪里：请在有 presscheck.toml 的文件夹中运行、用 --config 指定，"
                    "或写 --api-origin https://api.example.com",
                )
            )
        return self.gateway


def _asked(config: Path | None, api_origin: str | None, lang: str | None) -> _Asked:
    """The registry and the gateway of a site, or the built-in registry where there is no site.

    Raises:
        PresscheckError: the site is not valid, or the origin is none.
    """
    if api_origin is not None and (fault := fault_of_origin(api_origin)):
        right = fault.right or "https://api.example.com"
        raise ConfigError(
            Localized(f"--api-origin {fault.text.en}; write {right}", f"--api-origin {fault.text.zh}；请改为 {right}")
        )
    path = config or _nearest()
    if path is None:
        registry = load_registry([home() / "linters"], SchemaSet.load([home() / "schemas"]))
        return _Asked(registry, Gateway(api_origin) if api_origin else None, language_of(lang))
    site = open_site(path)
    gateway = site.gateway._replace(api_origin=api_origin) if api_origin else site.gateway
    return _Asked(site.clients, gateway, language_of(lang, site))


def _nearest() -> Path | None:
    try:
        return find_config(Path.cwd())
    except ConfigError:
        return None


def _check_protocol(client: Client, version: Version, protocol: str) -> None:
    if protocol not in version.protocols:
        known = ", ".join(version.protocols)
        raise RuleError(
            Localized(
                f"{client.name} is not known to speak {protocol}; known: {known}",
                f"{client.name} 没有已知的 {protocol} 协议；已知的协议：{known}",
            )
        )
