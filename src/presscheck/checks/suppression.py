"""Kind ``suppression``: comments in a page that should silence a rule and cannot.

Options: ``problem``, which of the things that can be wrong a rule reports: ``no-reason``, ``unknown`` or
``forbidden``. That a comment silences nothing (``unused``) is known only once all other rules have looked, so
``presscheck.lint`` finds that.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.checks.hit import Hit, same
from presscheck.markdown.directives import WORDS, Directive, Name
from presscheck.model import Edit, Fix, Localized, Page
from presscheck.rules import FAMILIES, NEVER_IN_A_PAGE, Rule
from presscheck.schemas.instance import closest
from presscheck.site import Site

KIND = "suppression"


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    problem = rule.options["problem"]
    for directive in site.directives(page):
        match problem:
            case "unknown":
                yield from _unknown(directive, site)
            case "forbidden":
                for name in directive.names if directive.word == "ignore" else ():
                    if is_forbidden(name, site):
                        yield Hit(name.span, {"name": same(name.text)})
            case "no-reason" if directive.word == "ignore" and directive.names and not directive.reason:
                names = ", ".join(name.text for name in directive.names)
                yield Hit(directive.span, {"names": same(names)})
            case _:
                pass


def is_forbidden(name: Name, site: Site) -> bool:
    """Whether a comment in a page may not silence what it names: keys, private data, and these rules themselves."""
    rule = site.rules.get(name.text)
    return name.text.partition("/")[0] in NEVER_IN_A_PAGE or (rule is not None and rule.kind == KIND)


def takes_effect(directive: Directive, name: Name, site: Site) -> bool:
    """Whether a comment is written as one must be to silence a rule."""
    return (
        directive.word == "ignore"
        and bool(directive.reason)
        and name.text in site.rules
        and not is_forbidden(name, site)
    )


def _unknown(directive: Directive, site: Site) -> Iterator[Hit]:
    if directive.word not in WORDS:
        meant = closest(directive.word, WORDS) if directive.word else None
        word = directive.word or "…"
        hint = Localized(
            f"did you mean {meant}?" if meant else f"these are: {', '.join(WORDS)}",
            f"是否想写 {meant}？" if meant else f"可用的写法：{'、'.join(WORDS)}",
        )
        detail = Localized(
            f"presscheck knows no comment `{word}`; {hint.en}", f"presscheck 没有 `{word}` 这种注释；{hint.zh}"
        )
        yield Hit(directive.span, {"detail": detail})
    elif directive.word == "ignore":
        if not directive.names:
            yield Hit(directive.span, {"detail": Localized("the comment names no rule", "注释没有写明规则")})
        for name in directive.names:
            if name.text not in site.rules and not is_forbidden(name, site):
                yield _no_rule(name, site)


def _no_rule(name: Name, site: Site) -> Hit:
    if name.text in FAMILIES:
        detail = Localized(
            f"{name.text} is a family; name the rule that is meant", f"{name.text} 是规则类别，请写明具体规则"
        )
        return Hit(name.span, {"detail": detail})
    meant = closest(name.text, list(site.rules))
    detail = Localized(
        f"no rule is called {name.text}; " + (f"did you mean {meant}?" if meant else "`presscheck rules` lists them"),
        f"没有名为 {name.text} 的规则；" + (f"是否想写 {meant}？" if meant else "`presscheck rules` 会列出全部规则"),
    )
    fix = None
    if meant:
        fix = Fix(Localized(f"write {meant}", f"改为 {meant}"), safe=False, edits=(Edit(name.span, meant),))
    return Hit(name.span, {"detail": detail}, fix)
