"""What stands around a value: titles, headings, sentences, comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("配置说明", "接入指南", "常见问题", "快速开始", "团队接入清单", "新用户须知", "地址与密钥", "排查步骤"),
    "en": (
        "Configuration",
        "How to connect",
        "Frequent questions",
        "Quick start",
        "Team checklist",
        "For new users",
        "Addresses and keys",
        "Troubleshooting",
    ),
}
NAMED_TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("如何配置 ‹n›", "‹n› 接入指南", "在 ‹n› 中使用 ALLTKN", "‹n› 配置教程"),
    "en": ("How to configure ‹n›", "Connect ‹n›", "Use ALLTKN in ‹n›", "Setting up ‹n›"),
}
NAMED_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("‹n›", "配置 ‹n›", "在 ‹n› 中填写", "‹n› 用户"),
    "en": ("‹n›", "Configure ‹n›", "In ‹n›", "For users of ‹n›"),
}
NAMED_SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("以下是 ‹n› 的配置。", "‹n› 按下面的方式配置：", "打开 ‹n› 的设置。", "在 ‹n› 中新建一个服务商。"),
    "en": (
        "This is the configuration of ‹n›.",
        "‹n› is configured like this:",
        "Open the settings of ‹n›.",
        "Add a provider in ‹n›.",
    ),
}
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("准备工作", "配置步骤", "检查连接", "后续步骤", "适用范围", "补充说明", "配置字段", "密钥安全"),
    "en": (
        "Before you start",
        "Steps",
        "Check the connection",
        "Next steps",
        "Scope",
        "Notes",
        "Fields",
        "Keeping the key safe",
    ),
}
SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": (
        "先确认客户端是最新版本，再打开设置页面。",
        "不同版本的界面可能略有差别，以你看到的为准。",
        "保存之后新建一个对话，让它只回答一个词。",
        "如果仍然失败，请记下时间和状态码，再联系支持团队。",
        "密钥只显示一次，请妥善保存。",
        "流式输出需要网络允许长连接。",
        "每台机器使用各自的密钥，便于单独停用。",
        "模型列表取决于你的密钥所在的分组。",
        "升级之后，原有的设置会保留。",
        "请不要在截图里露出完整的密钥。",
        "- 账号已开通\n- 密钥已创建\n- 网络可以访问网关",
        "> 提示：改完设置后要重启才会生效。",
        "| 状态码 | 含义 |\n|---|---|\n| 401 | 密钥无效 |\n| 429 | 请求太频繁 |",
    ),
    "en": (
        "Make sure that the client is up to date, then open its settings.",
        "The screens differ a little between versions.",
        "Save, start a new chat and let it answer with one word.",
        "If it still fails, note the time and the status code and ask support.",
        "The key is shown only once, so keep it safe.",
        "Streaming needs a network that allows long connections.",
        "Give each machine a key of its own; then one can be revoked alone.",
        "Which models you see depends on the group of your key.",
        "Your settings are kept when you upgrade.",
        "Never show a whole key in a screenshot.",
        "- The account is open\n- A key has been created\n- The gateway can be reached",
        "> Note: changes take effect after a restart.",
        "| Status | Meaning |\n|---|---|\n| 401 | The key is not valid |\n| 429 | Too many requests |",
    ),
}
COMMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("网关地址", "从控制台复制", "公司网关", "必填"),
    "en": ("the gateway", "copied from the console", "our gateway", "required"),
}
KEYS: Final = ("<your-api-key>", "YOUR_API_KEY", "sk-xxxx", "sk-your-key", "<ALLTKN_API_KEY>")
