"""Tables, lists, labels, HTML, links and marked counter-examples that give a Base URL."""

from __future__ import annotations

from typing import Final

from corpus.base_url.frames import Context

TABLES_AND_LISTS: Final = (
    # tables
    Context(
        "table row",
        "all",
        zh=(
            "| 字段名 | 示例值 |\n|---|---|\n| ‹L› | ‹V› |\n| ‹k› | `‹key›` |\n| ‹ml› | `‹id›` |",
            "| 字段 | 填写内容 | 说明 |\n| --- | --- | --- |\n| ‹k› | `‹key›` | 在控制台创建 |\n| ‹L› | ‹V› | 直接复制 |",
            "| 配置项 | 值 |\n|:--|:--|\n| ‹L› | ‹V› |\n| ‹k› | 你的密钥 |",
            "| 参数 | 说明 | 值 |\n|---|---|---|\n| ‹L› | 接口的基础地址 | ‹V› |\n| ‹ml› | 模型编号 | ‹id› |",
            "| 1 | 选择服务商 | OpenAI |\n|---|---|---|\n| 2 | ‹L› | ‹V› |\n| 3 | ‹k› | `‹key›` |",
        ),
        en=(
            "| Field | Value |\n|---|---|\n| ‹L› | ‹V› |\n| ‹k› | `‹key›` |\n| ‹ml› | `‹id›` |",
            "| Field name | Example value | Where to find it |\n|---|---|---|\n| ‹k› | your key | the console |\n| ‹L› | ‹V› | settings |",
            "| Setting | What to enter |\n|:--|:--|\n| ‹L› | ‹V› |\n| ‹k› | your key |",
            "| Parameter | Meaning | Value |\n|---|---|---|\n| ‹L› | where requests go | ‹V› |\n| ‹ml› | model id | ‹id› |",
        ),
    ),
    Context(
        "table column",
        "all",
        zh=(
            "| ‹l› | ‹k› | ‹ml› |\n|---|---|---|\n| ‹V› | `‹key›` | `‹id›` |",
            "| 环境 | ‹l› | 备注 |\n|---|---|---|\n| 生产环境 | ‹V› | 全天可用 |",
            "| ‹ml› | ‹l› |\n| --- | --- |\n| ‹id› | ‹V› |",
            "| 用户组 | ‹k› | ‹l› |\n|---|---|---|\n| 默认分组 | 各自创建 | ‹V› |",
        ),
        en=(
            "| ‹l› | ‹k› | ‹ml› |\n|---|---|---|\n| ‹V› | `‹key›` | `‹id›` |",
            "| Environment | ‹l› | Notes |\n|---|---|---|\n| Production | ‹V› | always on |",
            "| ‹ml› | ‹l› |\n| --- | --- |\n| ‹id› | ‹V› |",
            "| Team | ‹k› | ‹l› |\n|---|---|---|\n| Default | one for each person | ‹V› |",
        ),
    ),
    Context(
        "client column",
        "ui code",
        zh=(
            "| 客户端 | Base URL |\n|---|---|\n| Cursor | `https://api.example.com/v1` |\n| ‹n› | ‹V› |",
            "| 客户端 | 地址 | 模型 |\n|---|---|---|\n| ‹n› | ‹V› | `‹id›` |\n| Cline | `https://api.example.com/v1` | `‹id›` |",
            "| 工具 | API 地址 | 备注 |\n| --- | --- | --- |\n| Dify | https://api.example.com/v1 | 网页 |\n| ‹n› | ‹V› | 见对应页面 |",
            "| 客户端 | 字段名 | 填写的值 |\n|---|---|---|\n| ‹n› | ‹l› | ‹V› |\n| Dify | API Base URL | `https://api.example.com/v1` |",
            "|  | Cursor | ‹n› |\n|---|---|---|\n| Base URL | `https://api.example.com/v1` | ‹V› |\n| 收费 | 是 | 否 |",
        ),
        en=(
            "| Client | Base URL |\n|---|---|\n| Cursor | `https://api.example.com/v1` |\n| ‹n› | ‹V› |",
            "| Client | Address | Model |\n|---|---|---|\n| ‹n› | ‹V› | `‹id›` |\n| Cline | `https://api.example.com/v1` | `‹id›` |",
            "| Tool | API base URL | Notes |\n| --- | --- | --- |\n| Dify | https://api.example.com/v1 | web |\n| ‹n› | ‹V› | see its page |",
            "| Client | Field | Value |\n|---|---|---|\n| ‹n› | ‹l› | ‹V› |\n| Dify | API Base URL | `https://api.example.com/v1` |",
            "|  | Cursor | ‹n› |\n|---|---|---|\n| Base URL | `https://api.example.com/v1` | ‹V› |\n| Paid | yes | no |",
        ),
        told=True,
    ),
    # lists and labels
    Context(
        "list",
        "all",
        zh=(
            "- ‹L›：‹V›\n- ‹k›：`‹key›`\n- ‹ml›：`‹id›`",
            "1. 打开设置。\n2. 在 ‹L› 中填写 ‹V›。\n3. 在 ‹k› 中粘贴密钥。",
            "* ‹k›：你的密钥\n* ‹L›：‹V›",
            "1. 添加服务商\n   - ‹L›：‹V›\n   - ‹k›：你的密钥\n2. 保存",
            "- [ ] ‹L› 已填写为 ‹V›\n- [ ] ‹k› 已填写",
            "1. ‹L›\n\n   ‹V›\n\n2. ‹k›\n\n   `‹key›`",
        ),
        en=(
            "- ‹L›: ‹V›\n- ‹k›: `‹key›`\n- ‹ml›: `‹id›`",
            "1. Open the settings.\n2. Set ‹L› to ‹V›.\n3. Paste your key into ‹k›.",
            "* ‹k›: your key\n* ‹L›: ‹V›",
            "1. Add a provider\n   - ‹L›: ‹V›\n   - ‹k›: your key\n2. Save",
            "- [ ] ‹L› is ‹V›\n- [ ] ‹k› is filled in",
            "1. ‹L›\n\n   ‹V›\n\n2. ‹k›\n\n   `‹key›`",
        ),
    ),
    Context(
        "bold label",
        "all",
        zh=("**‹l›**：‹V›", "**‹l›：** ‹V›", "**‹l›** ‹V›", "**‹l›**：‹V›  \n**‹k›**：`‹key›`", "__‹l›__：‹V›"),
        en=("**‹l›**: ‹V›", "**‹l›:** ‹V›", "**‹l›** ‹V›", "**‹l›**: ‹V›  \n**‹k›**: `‹key›`", "> **‹l›**: ‹V›"),
    ),
    Context(
        "label and block",
        "all",
        zh=(
            "‹L›：\n\n```\n‹v›\n```",
            "‹L› 填写：\n\n```text\n‹v›\n```",
            "### ‹l›\n\n```\n‹v›\n```",
            "‹L›：\n\n    ‹v›",
        ),
        en=(
            "‹L›:\n\n```\n‹v›\n```",
            "Set ‹L› to:\n\n```text\n‹v›\n```",
            "### ‹l›\n\n```\n‹v›\n```",
            "‹L›:\n\n    ‹v›",
        ),
    ),
    Context(
        "definition list",
        "all",
        ("‹l›\n: ‹V›\n\n‹k›\n: `‹key›`", "‹k›\n: `‹key›`\n\n‹l›\n: ‹V›"),
    ),
    Context(
        "text block",
        "ui",
        zh=(
            "```text\n‹l›：‹v›\n‹k›：‹key›\n‹ml›：‹id›\n```",
            "```\n您好：\n\n您的账号已开通。\n‹l›: ‹v›\n请在控制台创建密钥。\n```",
            "```\n‹l› = ‹v›\n‹k› = ‹key›\n```",
        ),
        en=(
            "```text\n‹l›: ‹v›\n‹k›: ‹key›\n‹ml›: ‹id›\n```",
            "```\nHello,\n\nyour account is ready.\n‹l›: ‹v›\nCreate a key in the console.\n```",
            "```\n‹l› = ‹v›\n‹k› = ‹key›\n```",
        ),
    ),
    # HTML
    Context(
        "html",
        "all",
        (
            "<table>\n<tr><th>‹l›</th><td><code>‹v›</code></td></tr>\n<tr><th>‹k›</th><td>‹key›</td></tr>\n</table>",
            "<table>\n  <tr>\n    <td>‹l›</td>\n    <td>‹v›</td>\n  </tr>\n</table>",
            '<label>‹l› <input name="base_url" value="‹v›"></label>',
            "<ul>\n<li><b>‹l›</b>: <code>‹v›</code></li>\n<li><b>‹k›</b>: ‹key›</li>\n</ul>",
            "<dl><dt>‹l›</dt><dd><code>‹v›</code></dd></dl>",
            "<p><strong>‹l›</strong>: <kbd>‹v›</kbd></p>",
            '<div data-field="‹l›" data-base-url="‹v›"></div>',
            "<table>\n<tr><th>‹l›</th><th>‹k›</th></tr>\n<tr><td>‹v›</td><td>‹key›</td></tr>\n</table>",
        ),
        zh=(
            '<button data-clipboard-text="‹v›">复制 ‹l›</button>',
            "<details><summary>‹l›</summary>\n<code>‹v›</code>\n</details>",
        ),
        en=(
            '<button data-clipboard-text="‹v›">Copy the ‹l›</button>',
            "<details><summary>‹l›</summary>\n<code>‹v›</code>\n</details>",
        ),
    ),
)

LINKS: Final = (
    # links
    Context(
        "link text",
        "all",
        zh=("‹L›：[‹v›](‹v›)", "在 ‹L› 中填写 [`‹v›`](‹v›)。"),
        en=("‹L›: [‹v›](‹v›)", "Set ‹L› to [`‹v›`](‹v›)."),
    ),
    Context(
        "deep link",
        "lobehub",
        zh=("[一键导入 LobeChat](‹lobe›)", "点击 [导入配置](‹lobe›)，再回到 LobeChat。"),
        en=("[Import into LobeChat](‹lobe›)", "Open <‹lobe›> to import the settings."),
        told=True,
    ),
    Context(
        "deep link",
        "cherry-studio",
        zh=("[导入到 Cherry Studio](‹cherry›)", "```\n‹cherry›\n```"),
        en=("[Import into Cherry Studio](‹cherry›)", '<a href="‹cherry›">Cherry Studio</a>'),
        told=True,
    ),
    Context(
        "deep link",
        "chatbox",
        zh=("[导入到 Chatbox](‹chatbox›)", "```\n‹chatbox›\n```"),
        en=("[Import into Chatbox](‹chatbox›)", '<a href="‹chatbox›">Chatbox</a>'),
        told=True,
    ),
    Context(
        "mode",
        "chatbox",
        zh=("- API 模式：Claude API 兼容\n- API 主机：‹V›\n- API 密钥：`‹key›`",),
        en=("- API Mode: Claude API Compatible\n- API Host: ‹V›\n- API Key: `‹key›`",),
        rule="append_messages",
    ),
    Context(
        "mode",
        "chatbox",
        zh=("| 字段名 | 示例值 |\n|---|---|\n| API 模式 | Google Gemini API 兼容 |\n| API 主机 | ‹V› |",),
        en=("| Field | Value |\n|---|---|\n| API Mode | Google Gemini API Compatible |\n| API Host | ‹V› |",),
        rule="append_v1beta_models",
    ),
    # a wrong value where wrong ones are marked beside it
    Context(
        "right column",
        "unknown",
        zh=(
            "| 字段 | 错误写法 | 正确写法 |\n|---|---|---|\n| Base URL | `https://www.example.com` | `‹v›` |",
            "| | Base URL |\n|---|---|\n| ❌ 错误 | `https://www.example.com/console` |\n| ✅ 正确 | `‹v›` |",
            "<!-- presscheck: wrong-example -->\n```env\nOPENAI_BASE_URL=https://www.example.com\n```\n\n```env\nOPENAI_BASE_URL=‹v›\n```",
        ),
        en=(
            "| Field | Wrong | Right |\n|---|---|---|\n| Base URL | `https://www.example.com` | `‹v›` |",
            "| | Base URL |\n|---|---|\n| ❌ Wrong | `https://www.example.com/console` |\n| ✅ Right | `‹v›` |",
            "```env wrong\nOPENAI_BASE_URL=https://www.example.com\n```\n\n```env\nOPENAI_BASE_URL=‹v›\n```",
        ),
    ),
)
