"""What kinds, states and deadlines are called."""

from __future__ import annotations

from collections.abc import Mapping

from presscheck.approve import STATUS
from presscheck.audit.model import DeadlineKind, Readers
from presscheck.model import Localized

REVIEW = "review"
"""The status of a page that waits for its reviewer."""
IN_REVIEW = Localized(
    f"it is in review; a reviewer sets `status: {STATUS}` and approves it",
    f"正在审阅；审阅人改为 `status: {STATUS}` 并批准",
)

KINDS: Mapping[str, Localized] = {
    "draft": Localized("draft", "草稿"),
    "withdrawn": Localized("withdrawn", "已下线"),
    "finding": Localized("finding", "检查结果"),
    "review": Localized("review overdue", "复审逾期"),
    "claim": Localized("claim expired", "声明到期"),
    "unpublishable": Localized("cannot be published", "无法发布"),
    "missing": Localized("no approval", "没有批准"),
    "unreadable": Localized("approval unreadable", "批准无法读取"),
    "changed": Localized("approval void", "批准失效"),
    "rules": Localized("approval void", "批准失效"),
    "other-page": Localized("approval of another page", "其他页面的批准"),
    "revoked": Localized("approval revoked", "批准已撤销"),
    "reviewer": Localized("no reviewer", "并非审阅人"),
    "role": Localized("not the reviewer's page", "无权批准"),
    "expired": Localized("approval expired", "批准到期"),
    "future": Localized("date in the future", "日期在将来"),
    "unsigned": Localized("not signed", "没有签名"),
    "forged": Localized("not proven", "无法证实"),
    "four-eyes": Localized("four eyes", "四眼原则"),
    "history": Localized("author not known", "作者不明"),
    "link": Localized("another page", "其他页面"),
    "unread": Localized("file", "文件"),
    "published": Localized("taken out", "将撤下"),
    "export": Localized("not exported", "尚未导出"),
}
"""What can stand between a page and its readers."""

STATES: Mapping[str, Localized] = {
    "blocked": Localized("blocked", "受阻"),
    "void": Localized("approval void", "批准失效"),
    "expired": Localized("expired", "已到期"),
    "ready": Localized("ready", "待审批"),
    "draft": Localized("draft", "草稿"),
    "approved": Localized("approved", "已批准"),
    "withdrawn": Localized("withdrawn", "已下线"),
    "other": Localized("not a page", "非页面"),
}
READERS: Mapping[Readers, Localized] = {
    "current": Localized("readers have it as it stands", "读者看到的就是现在的内容"),
    "earlier": Localized("readers have an earlier version", "读者看到的是较早的版本"),
    "leaving": Localized(
        "readers have it until the next export, which takes it out", "读者现在还能看到，下次导出时撤下"
    ),
    "none": Localized("readers do not have it", "读者看不到此页面"),
}
DEADLINES: Mapping[DeadlineKind, Localized] = {
    "claim": Localized("claim", "声明"),
    "review": Localized("review", "复审"),
    "approval": Localized("approval", "批准"),
    "allowance": Localized("exception", "例外"),
}


def day_word(days: int) -> Localized:
    """How far a last day is away; negative where it has passed."""
    if days < 0:
        return Localized(f"{-days} day{'' if days == -1 else 's'} over", f"已过 {-days} 天")
    if days == 0:
        return Localized("last day", "今天到期")
    return Localized(f"{days} day{'' if days == 1 else 's'} left", f"还有 {days} 天")
