"""``presscheck export status``, ``pull``, ``history`` and ``rollback``: what is out there, and what was."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from presscheck.approve import difference
from presscheck.cli.options import config_option, language_of, language_option, misuse, open_site
from presscheck.cli.output import echo, echo_json, format_option
from presscheck.cli.places import page_named
from presscheck.cli.planning import ACTIONS, capabilities_json, counted, planned, said_of
from presscheck.cli.survey import survey
from presscheck.columns import aligned
from presscheck.errors import ExportError, os_reason
from presscheck.export import Held, Record, Target, TargetState, candidates, open_target
from presscheck.export.cms import Document, documents
from presscheck.export.publishable import rollback_doubts
from presscheck.files import write_text
from presscheck.model import LANGUAGES, Action, Json, Language, Localized, Plan
from presscheck.rules import joined
from presscheck.site import Site

target_option = click.option("--target", default="local", show_default=True, help="The target's name.")
_STATES = {
    "published": Localized("published", "已发布"),
    "draft": Localized("offline", "已下线"),
    "scheduled": Localized("scheduled", "定时发布"),
    "withdrawn": Localized("withdrawn", "已撤下"),
    "changed": Localized("changed there", "被改动"),
    "rolled-back": Localized("rolled back", "已回滚"),
    "doubled": Localized("doubled", "重复"),
}
_STEPS = {
    "create": Localized("create", "新建"),
    "update": Localized("update", "更新"),
    "withdraw": Localized("withdraw", "撤下"),
    "delete": Localized("delete", "删除"),
    "rollback": Localized("rollback", "回滚"),
    "release": Localized("release", "解除回滚"),
}


@click.command("status")
@click.argument("target", default="local")
@format_option
@config_option
@language_option
def status_command(target: str, format_: str, config: Path | None, lang: str | None) -> int:
    """Show what a target is, what it holds of the site's pages, and what is approved beside that. Changes nothing.

    \b
    Exit status: 0 every page is as it was written, 1 a page or image was changed there, 2 it cannot be asked.
    \b
    Example:
      presscheck export status
    """
    site = open_site(config, lazily=True)
    language = language_of(lang, site)
    opened = open_target(site.config, target)
    can = opened.probe()
    images = opened.look()
    state = opened.read()
    plan: Plan | None
    try:
        plan = planned(site, target, opened, state=state).plan
        beside = _beside(plan)
    except ExportError as error:
        plan, beside = None, error.text
    steps: dict[str, Action] = {change.page: change.action for change in plan.changes} if plan else {}
    words = {page: _word(held, state) for page, held in state.pages.items()} | dict.fromkeys(state.doubled, "doubled")
    changed = any(word in {"changed", "draft", "scheduled", "doubled"} for word in words.values())
    odd = changed or bool(state.damage or images)
    if format_ == "json":
        pages: list[Json] = [
            {
                "page": page,
                "status": words[page],
                "slug": held.slug,
                "source": held.source,
                "rendered": held.rendered,
                "remote": held.remote,
                "revision": held.revision,
                "changed": list[Json](held.changed),
                "next": steps.get(page),
                **({"image": images[page].in_language(language)} if page in images else {}),
            }
            for page, held in sorted(state.pages.items())
        ]
        missing: list[Json] = [
            {"page": page, "next": action} for page, action in sorted(steps.items()) if page not in state.pages
        ]
        echo_json(
            {
                "schema_version": 1,
                "target": target,
                "capabilities": capabilities_json(can, language),
                "pages": pages,
                "missing": missing if plan else None,
            }
        )
        return int(odd)
    echo("\n".join(said_of(target, opened, can, language)))
    rows = [
        (
            _STATES[words[page]].in_language(language),
            page,
            f"{', '.join(state.pages[page].changed)}  {_next(steps.get(page, 'unchanged'), language)}".strip(),
        )
        for page in sorted(state.pages)
    ]
    for line in aligned(rows, "  "):
        echo(line.rstrip())
    for page, why in sorted(images.items()):
        echo(f"{page}: {why.in_language(language)}")
    if state.damage:
        echo(state.damage.in_language(language))
    counts = {word: list(words.values()).count(word) for word in _STATES}
    said = ", ".join(f"{count} {_STATES[word].in_language(language)}" for word, count in counts.items() if count)
    echo(said or ("没有页面" if language == "zh" else "no pages"))
    echo(beside.in_language(language))
    return int(odd)


def _next(action: Action, language: Language) -> str:
    """What the next export does to a page that is there, where it does anything."""
    word = ACTIONS[action].in_language(language)
    return "" if action == "unchanged" else f"（{word}）" if language == "zh" else f"({word})"


def _beside(plan: Plan) -> Localized:
    """How what is there differs from what is approved."""
    counts = {language: counted(plan, language, unchanged=False) for language in LANGUAGES}
    if not counts["en"]:
        return Localized("this is what is approved", "与已批准的内容一致")
    return Localized(
        f"beside what is approved: {counts['en']}; `presscheck export plan {plan.target}` says why",
        f"与已批准的内容相比：{counts['zh']}；运行 `presscheck export plan {plan.target}` 查看原因",
    )


def _word(held: Held, state: TargetState) -> str:
    if held.status != "published":
        return held.status
    if held.drifted:
        return "changed"
    return "rolled-back" if held.key in state.rolled_back else "published"


@click.command("pull")
@click.argument("page", required=False)
@target_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write the pages into this folder.")
@config_option
@language_option
def pull_command(page: str | None, target: str, out: Path | None, config: Path | None, lang: str | None) -> int:
    """Show what was changed on a target since it was written, as a difference; changes nothing there.

    With --out, what the target gives back of each page is written as PAGE.html, PAGE.md and PAGE.json, so that an
    editor can take a change over into the Markdown.

    \b
    Exit status: 0 nothing was changed there, 1 something was, 2 it cannot be asked.
    \b
    Examples:
      presscheck export pull --target cms
      presscheck export pull en/faqs/error-401 --target cms --out from-cms
    """
    site = open_site(config)
    language = language_of(lang, site)
    name = str(page_named(site, page)) if page else None
    opened = open_target(site.config, target)
    state = opened.read()
    there = opened.contents(site.config.site)
    if name is not None and name not in there:
        raise ExportError(Localized(f"the target has no page {name}", f"目标上没有页面 {name}"))
    sent = {document.key: document for document in documents(state.records, site.config.site)}
    changed = False
    for key, document in sorted(there.items()):
        if name not in {None, key}:
            continue
        if out is not None:
            _write_page(out, document, language)
        if key in sent and state.pages[key].drifted:
            changed = True
            for field in sent[key].differs(document):
                if field != "state":
                    before, after = (_lines(item, field) for item in (sent[key], document))
                    echo("\n".join(difference(before, after, f"{key} {field}", f"{key} {field} ({target})")))
    if not changed:
        echo("目标上没有改动" if language == "zh" else "nothing was changed on the target")
    return int(changed)


def _lines(document: Document, field: str) -> list[str]:
    value = getattr(document, field)
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).split("\n")


def _write_page(folder: Path, document: Document, language: Language) -> None:
    fields = {key: value for key, value in asdict(document).items() if key != "state"}
    forms = {
        "html": document.html,
        "md": f"# {document.title}\n\n{document.markdown}",
        "json": json.dumps(fields, ensure_ascii=False, indent=2) + "\n",
    }
    try:
        for ending, text in forms.items():
            path = folder / f"{document.key}.{ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, text)
            echo(f"写入 {path}" if language == "zh" else f"{path} written", err=True)
    except OSError as error:
        raise ExportError(
            Localized(
                f"{folder} cannot be written: {error.strerror or error}", f"{folder} 无法写入：{os_reason(error).zh}"
            )
        ) from error


@click.command("history")
@click.argument("page", required=False)
@target_option
@format_option
@config_option
@language_option
def history_command(page: str | None, target: str, format_: str, config: Path | None, lang: str | None) -> int:
    """Show what exports did to a page, or to all pages, the oldest first.

    \b
    Exit status: 0 shown, 2 the target or the page cannot be used.
    \b
    Example:
      presscheck export history en/faqs/error-401
    """
    site = open_site(config)
    language = language_of(lang, site)
    name = str(page_named(site, page)) if page else None
    revisions = open_target(site.config, target).history(name)
    if format_ == "json":
        listed: list[Json] = [asdict(item) for item in revisions]
        echo_json({"schema_version": 1, "target": target, "revisions": listed})
        return 0
    rows = [
        (str(item.number), item.day, _step(item.action, language), item.page, item.reviewer, item.title)
        for item in revisions
    ]
    for line in aligned(rows):
        echo(line.rstrip())
    if not rows:
        echo("没有记录" if language == "zh" else "nothing was exported yet")
    return 0


def _step(action: str, language: Language) -> str:
    return _STEPS[action].in_language(language) if action in _STEPS else action


@click.command("rollback")
@click.argument("page")
@click.option("--to", type=click.IntRange(min=1), metavar="N", help="The revision; by default the one before.")
@click.option(
    "--release", is_flag=True, help="Take an earlier rollback back: the next apply publishes what is approved."
)
@target_option
@config_option
@language_option
def rollback_command(
    page: str, to: int | None, release: bool, target: str, config: Path | None, lang: str | None
) -> int:
    """Give readers an earlier version of a page again, at once.

    The version must be one that may be read today: its approval has not expired or been revoked, and no rule finds
    an error in it. What was rolled back is not published again until it is approved anew, or --release is given.

    \b
    Exit status: 0 done, 2 it cannot be done; then nothing was changed.
    \b
    Examples:
      presscheck export rollback en/faqs/error-401
      presscheck export rollback en/faqs/error-401 --to 12
      presscheck export rollback en/faqs/error-401 --release
    """
    site = open_site(config)
    language = language_of(lang, site)
    name = str(page_named(site, page))
    if to is not None and release:
        raise misuse("--to and --release exclude each other", "--to 与 --release 不能同时使用")
    opened = open_target(site.config, target)
    state = opened.read()
    held = state.pages.get(name)
    if held is None or held.status != "published":
        raise ExportError(
            Localized(
                f"readers do not have {name}: there is nothing to roll back; `presscheck why {name}` says why",
                f"读者看不到 {name}，无法回滚；请用 `presscheck why {name}` 查看原因",
            )
        )
    record, instead_of = _released(held, state) if release else _chosen(site, opened, held, state, to)
    applied = opened.roll_back(record, instead_of, held, site.config.site, site.today.isoformat())
    done = (
        Localized(
            f"{name}: released; the next apply publishes what is approved",
            f"{name}：已解除，下次 apply 发布已批准的版本",
        )
        if release
        else Localized(
            f"{name}: readers have the version approved on {record.reviewed_on} by {record.reviewer} again",
            f"{name}：读者重新看到 {record.reviewer} 于 {record.reviewed_on} 批准的版本",
        )
    )
    echo(done.in_language(language))
    if applied.files:
        echo(f"{opened.place}: {applied.files}" + (" 个文件" if language == "zh" else " files written"))
    return 0


def _released(held: Held, state: TargetState) -> tuple[Record, str]:
    if held.key not in state.rolled_back or held.record is None:
        raise ExportError(Localized(f"{held.key} is not rolled back", f"{held.key} 没有处于回滚状态"))
    return held.record, ""


def _chosen(site: Site, target: Target, held: Held, state: TargetState, number: int | None) -> tuple[Record, str]:
    """The record to go back to, and the digest of the one that must not come again by itself."""
    name = held.key
    if number is None:
        earlier = [item for item in target.history(name) if item.digest != held.source and item.action != "withdraw"]
        if not earlier:
            raise ExportError(
                Localized(f"{name} has no earlier version on the target", f"{name} 在目标上没有更早的版本")
            )
        number = earlier[-1].number
    record = target.revision(name, number)
    doubts = rollback_doubts(site, record, state)
    if doubts:
        raise ExportError(
            joined(
                [
                    Localized(
                        f"revision {number} of {name} may not be read today:", f"{name} 的修订 {number} 目前不能发布："
                    ),
                    *(Localized(f"  {doubt.en}", f"  {doubt.zh}") for doubt in doubts),
                ]
            )
        )
    wanted = candidates(site, survey(site), state.records).records.get(name)
    if wanted is not None and wanted.digest == record.digest:
        return record, ""
    return record, wanted.digest if wanted else state.rolled_back.get(name, held.source)
