"""A way to give a Base URL: its shape, and the sentences that do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Context:
    """A way to give a Base URL."""

    name: str
    clients: str
    """Ids, or ``ui``, ``code``, ``env`` (those with a variable), ``all``; ``unknown`` is in ``ui``, ``env``, ``all``."""
    texts: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    told: bool = False
    """The text itself says which client it is."""
    rule: str = ""
    """The composition, where this use of the client has one of its own."""
    inline: bool = False
    """The texts are sentences, not blocks."""

    def of(self, language: str) -> tuple[str, ...]:
        return (*self.texts, *(self.zh if language == "zh" else self.en))


def fence(info: str, *lines: str) -> str:
    return "\n".join((f"```{info}", *lines, "```"))


def fences(info: str, *bodies: str) -> tuple[str, ...]:
    return tuple(fence(info, body) for body in bodies)


FRAMES_ZH: Final = (
    "![设置页截图：‹l›填 ‹v›](settings.png)",
    # the field first
    "‹L› 填写 ‹V›。",
    "‹L›：‹V›",
    "‹L›: ‹V›",
    "‹L› 为 ‹V›。",
    "‹L›＝‹V›",
    "‹L› 填 ‹V› 即可，不用改其他选项。",
    "‹L› 设为 ‹V›，然后保存。",
    "‹L› 这一栏写 ‹V›。",
    "‹L› 应填 ‹V›，模型选择 `‹id›`。",
    "‹L› 一律使用 ‹V›。",
    "‹L›（必填）：‹V›",
    "‹L› 请填写：‹V›",
    "‹L› → ‹V›",
    "‹L› 输入框中粘贴 ‹V›，再点击保存。",
    "‹L› 的值是 ‹V›，‹k› 则在控制台创建。",
    "‹L› 改成 ‹V› 之后重启即可。",
    "其中 ‹L› 对应我们的地址 ‹V›，请勿改动大小写。",
    "‹L› 处填入网关地址（‹V›），‹k› 处填入你的密钥。",
    # the value first
    "把 ‹V› 填入 ‹L›。",
    "将 ‹V› 粘贴到 ‹L› 输入框。",
    "复制 ‹V›，粘贴到 ‹L› 中。",
    "‹V› 就是要填的 ‹L›。",
    "请将 ‹V› 作为 ‹L›。",
    "用 ‹V› 替换默认的 ‹L›。",
    "‹V› 填到 ‹L› 一栏，密钥填到 ‹k› 一栏。",
    "以 ‹V› 作为 ‹L› 的值，其余保持默认。",
    # imperative
    "请把 ‹L› 设置为 ‹V›。",
    "在 ‹L› 中填写 ‹V›。",
    "在 ‹L› 里输入 ‹V›，在 ‹k› 里输入密钥。",
    "找到 ‹L›，改为 ‹V›。",
    "将 ‹L› 修改为 ‹V› 并保存。",
    "打开设置，把 ‹L› 换成 ‹V›，再点击确定。",
    "请先配置 ‹L›（‹V›），再添加模型。",
    "只需要把 ‹L› 指向 ‹V›。",
    "记得把 ‹L› 更新为 ‹V›。",
    "新建一个配置，‹L› 写 ‹V›，‹k› 写你的密钥。",
    "依次填写 ‹L›（‹V›）和 ‹k›。",
    "使用以下 ‹L›：‹V›",
    # passive
    "‹L› 需要设置为 ‹V›。",
    "‹L› 应被配置为 ‹V›。",
    "‹L› 已统一改为 ‹V›。",
    "要求 ‹L› 填写为 ‹V›，其他字段可以留空。",
    "我们提供的 ‹L› 是 ‹V›。",
    "本站的 ‹L› 是 ‹V›，‹k› 在控制台获取。",
    "国内用户的 ‹L› 同样填 ‹V›。",
)
FRAMES_NAMED_ZH: Final = (
    "在 ‹n› 中，‹L› 填写 ‹V›。",
    "‹n› 的 ‹L› 填 ‹V›。",
    "‹n› 用户请把 ‹L› 设置为 ‹V›。",
    "打开 ‹n›，在 ‹L› 中填入 ‹V›。",
    "‹n›：‹L› 填 ‹V›，‹k› 填你的密钥。",
    "如果使用 ‹n›，‹L› 应为 ‹V›。",
    "把 ‹V› 填到 ‹n› 的 ‹L› 里。",
    "以 ‹n› 为例，‹L› 为 ‹V›。",
    "配置 ‹n› 时，将 ‹L› 改为 ‹V›。",
    "对于 ‹n›，请使用 ‹V› 作为 ‹L›。",
    "‹n› 里的 ‹L›（‹V›）可以直接复制。",
    "‹V› 适用于 ‹n› 的 ‹L›。",
)
FRAMES_EN: Final = (
    "![The settings: ‹l› holds ‹v›](settings.png)",
    # the field first
    "‹L›: ‹V›",
    "The ‹L› is ‹V›.",
    "‹L› = ‹V›",
    "The ‹L› must be ‹V›.",
    "The ‹L› should be ‹V›, the model `‹id›`.",
    "Our ‹L› is ‹V›.",
    "‹L› (required): ‹V›",
    "‹L› — ‹V›",
    "‹L› → ‹V›",
    "For ‹L›, enter ‹V›.",
    "For the ‹L› use ‹V› and leave the rest as it is.",
    "As the ‹L›, paste ‹V›.",
    "In ‹L›, enter ‹V›.",
    "In the ‹L› field, type ‹V› and press Save.",
    "Under ‹L›, put ‹V›; under ‹k›, put your key.",
    "‹L› takes ‹V›, ‹k› takes the key from the console.",
    "The field ‹L› (‹V›) comes first, then ‹k›.",
    "The value of ‹L› is ‹V›.",
    # the value first
    "Enter ‹V› as the ‹L›.",
    "Paste ‹V› into ‹L›.",
    "Put ‹V› in the ‹L› field and your key in ‹k›.",
    "Copy ‹V› to the ‹L› box.",
    "Use ‹V› as your ‹L›.",
    "Use ‹V› for ‹L›.",
    "‹V› is the ‹L› to enter.",
    "‹V› goes into ‹L›.",
    "Type ‹V› where it says ‹L›.",
    "With ‹V› as the ‹L›, everything else can stay at its default.",
    # imperative
    "Set the ‹L› to ‹V›.",
    "Set ‹L› to ‹V›, then restart.",
    "Change the ‹L› to ‹V›.",
    "Change ‹L› from the default to ‹V›.",
    "Replace the ‹L› with ‹V›.",
    "Point the ‹L› at ‹V›.",
    "Point ‹L› to ‹V› and add the model `‹id›`.",
    "Fill in ‹L› (‹V›) and ‹k›.",
    "Open the settings, set ‹L› to ‹V› and save.",
    "Configure the ‹L› as ‹V›.",
    "Make sure that the ‹L› is ‹V›.",
    "Update your ‹L› to ‹V› before Friday.",
    "Choose a custom endpoint and enter the ‹L› ‹V›.",
    # passive
    "The ‹L› has to be set to ‹V›.",
    "‹L› is set to ‹V›.",
    "The ‹L› was changed to ‹V› in May.",
    "‹L› needs to be ‹V› for all regions.",
    "The following ‹L› should be used: ‹V›",
)
FRAMES_NAMED_EN: Final = (
    "In ‹n›, set ‹L› to ‹V›.",
    "‹n›: set the ‹L› to ‹V› and ‹k› to your key.",
    "For ‹n›, the ‹L› is ‹V›.",
    "‹n› users enter ‹V› as the ‹L›.",
    "If you use ‹n›, the ‹L› must be ‹V›.",
    "Open ‹n› and paste ‹V› into ‹L›.",
    "The ‹L› of ‹n› is ‹V›.",
    "Put ‹V› into the ‹L› field of ‹n›.",
    "With ‹n›, point ‹L› at ‹V›.",
    "To connect ‹n›, change ‹L› to ‹V›.",
    "‹n› wants ‹V› as its ‹L›.",
    "When you set up ‹n›, use ‹V› for ‹L›.",
)

HARD_ZH: Final = (
    # what is negated, supposed or asked is something else
    "‹L› 填 ‹V›，末尾不要加空格。",
    "‹L› 填 ‹V›，不要填错大小写。",
    "‹L› 必须是 ‹V›，否则会报 404。",
    "‹L› 请填 ‹V›，不要使用其他地址。",
    "不要使用默认值，把 ‹L› 改成 ‹V›。",
    "如果你使用自己的密钥，把 ‹L› 设为 ‹V›。",
    "如果提示 404，请把 ‹L› 改为 ‹V›。",
    "报错时先把 ‹L› 改回 ‹V›。",
    "‹L› 填什么？填 ‹V›。",
    "问：‹L› 是什么？答：‹V›",
    "‹L› 不是默认地址，而是 ‹V›。",
    "忘记 ‹L› 了吗？它是 ‹V›。",
    "无论哪个模型，‹L› 都是 ‹V›。",
    "不用担心，只要把 ‹L› 填成 ‹V› 就行。",
    "如果网络不通，不要改 ‹L›，保持 ‹V› 即可。",
    "旧地址已停用，新的 ‹L› 为 ‹V›。",
    "把 `https://api.openai.com/v1` 替换成 ‹V›，作为新的 ‹L›。",
    "‹L› 从默认值改为 ‹V›。",
    "请不要把密钥发给别人；‹L› 统一为 ‹V›。",
    "| 现象 | 处理方法 |\n|---|---|\n| 404 | 把 ‹L› 改为 ‹V› |",
    "### ‹l› 填什么？\n\n填 ‹V›。",
    "**问：‹l› 在哪里填？**\n\n答：在设置里填 ‹V›。",
    "> 注意：‹L› 只能是 ‹V›，不能改。",
    "- ❌ 使用默认地址\n- ✅ ‹L›：‹V›",
)
HARD_EN: Final = (
    "Set the ‹L› to ‹V›, without a blank at the end.",
    "Set the ‹L› to ‹V› and do not change anything else.",
    "The ‹L› must be ‹V›, otherwise you get a 404.",
    "Never share your key; the ‹L› is ‹V› for everybody.",
    "Don't keep the default: set the ‹L› to ‹V›.",
    "If you bring your own key, set the ‹L› to ‹V›.",
    "If you see a 404, change the ‹L› to ‹V›.",
    "When it fails, set the ‹L› back to ‹V›.",
    "What is the ‹L›? It is ‹V›.",
    "Q: What goes into ‹L›? A: ‹V›",
    "The ‹L› is not the default but ‹V›.",
    "Forgot the ‹L›? It is ‹V›.",
    "Whatever the model, the ‹L› is ‹V›.",
    "Do not worry about the rest, just set ‹L› to ‹V›.",
    "The old address is switched off; the new ‹L› is ‹V›.",
    "Replace `https://api.openai.com/v1` with ‹V› as the ‹L›.",
    "Instead of the default, use ‹V› as the ‹L›.",
    "You cannot go wrong with ‹V› as the ‹L›.",
    "| Symptom | Fix |\n|---|---|\n| 404 | Set ‹L› to ‹V› |",
    "### What is the ‹l›?\n\nIt is ‹V›.",
    "**Q: Where do I enter the ‹l›?**\n\nA: In the settings, as ‹V›.",
    "> Warning: the ‹L› can only be ‹V›.",
    "- ❌ Keep the default\n- ✅ ‹L›: ‹V›",
)
