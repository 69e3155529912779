"""Uses that are right: requests, links, other fields, and sentences that forbid, ask or warn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from corpus.base_url.frames import fence, fences


@dataclass(frozen=True, slots=True)
class Innocent:
    """Texts that nothing may be said about. `‹wrong›` is a value that would be wrong in a field, `‹right›` a right one."""

    name: str
    texts: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def of(self, language: str) -> tuple[str, ...]:
        return (*self.texts, *(self.zh if language == "zh" else self.en))


PLAIN_INNOCENTS: Final = (
    Innocent(
        "curl",
        fences(
            "bash",
            'curl ‹api›/v1/chat/completions \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY" \\\n  -H "Content-Type: application/json" \\\n  -d \'{"model": "‹id›", "messages": [{"role": "user", "content": "Hello"}]}\'',
            'curl ‹api›/v1/models -H "Authorization: Bearer $ALLTKN_API_KEY"',
            'curl -N -X POST \'‹api›/v1/responses\' -H "Authorization: Bearer $KEY" -d \'{"model": "‹id›", "input": "Hello"}\'',
            'curl ‹api›/v1/messages -H "x-api-key: $KEY" -d \'{"model": "claude-sonnet-4", "max_tokens": 16, "messages": []}\'',
            'curl ‹api›/v1/embeddings \\\n  --header "Authorization: Bearer $KEY" --data @body.json',
            "curl -sS -o /dev/null -w '%{http_code}\\n' ‹api›/v1/models",
            "curl -I ‹api›",
            "curl -sI ‹home›",
            'BASE=‹api›/v1\ncurl "$BASE/chat/completions" -H "Authorization: Bearer $KEY" -d @body.json',
        )
        + fences(
            "powershell",
            'Invoke-RestMethod -Uri "‹api›/v1/models" -Headers @{ Authorization = "Bearer $env:ALLTKN_API_KEY" }',
        )
        + fences("console", '$ curl ‹api›/v1/models\n{"error": {"message": "no key"}}'),
    ),
    Innocent(
        "http client",
        fences(
            "python",
            'import requests\n\nreply = requests.post(\n    "‹api›/v1/chat/completions",\n    headers={"Authorization": f"Bearer {key}"},\n    json={"model": "‹id›", "messages": messages},\n)',
            "import httpx\n\nURL = '‹api›/v1/chat/completions'\nhttpx.post(URL, json=body, headers=headers)",
            'import requests\n\nurl = "‹api›/v1/models"\nprint(requests.get(url, timeout=10).status_code)',
        )
        + fences(
            "js",
            'const reply = await fetch("‹api›/v1/chat/completions", {\n  method: "POST",\n  headers: { Authorization: `Bearer ${key}` },\n  body: JSON.stringify({ model: "‹id›", messages }),\n});',
            "const { data } = await axios.post('‹api›/v1/chat/completions', body, { headers });",
        )
        + fences(
            "http",
            "POST /v1/chat/completions HTTP/1.1\nHost: api.example.com\nAuthorization: Bearer <key>",
            'POST ‹api›/v1/chat/completions\nContent-Type: application/json\n\n{"model": "‹id›"}',
        )
        + fences("go", 'req, err := http.NewRequest("POST", "‹api›/v1/chat/completions", body)')
        + fences("php", "$ch = curl_init('‹api›/v1/chat/completions');")
        + fences(
            "java", 'var request = HttpRequest.newBuilder(URI.create("‹api›/v1/chat/completions")).POST(body).build();'
        )
        + fences(
            "python",
            "import urllib.request\n\nwith urllib.request.urlopen('‹home›/docs') as page:\n    print(page.status)",
        ),
    ),
    Innocent(
        "endpoint named",
        zh=(
            "聊天接口的完整路径是 `‹api›/v1/chat/completions`，由客户端自己拼接。",
            "请求地址：`POST ‹api›/v1/chat/completions`",
            "| 接口 | 方法 | 完整地址 |\n|---|---|---|\n| 对话 | POST | `‹api›/v1/chat/completions` |\n| 模型列表 | GET | `‹api›/v1/models` |",
            "客户端最终请求的是 `‹api›/v1/chat/completions`。",
            "预览: ‹api›/v1/chat/completions",
            "在浏览器中打开 ‹api›/v1/models，会看到一段 JSON。",
            "- 对话：`‹api›/v1/chat/completions`\n- 向量：`‹api›/v1/embeddings`",
            "HTTP 请求节点的 URL 填写 `‹api›/v1/chat/completions`，方法选 POST。",
            "Base URL 与请求路径拼接后得到 `‹api›/v1/chat/completions`。",
        ),
        en=(
            "The full path of the chat endpoint is `‹api›/v1/chat/completions`; the client puts it together.",
            "Endpoint: `POST ‹api›/v1/chat/completions`",
            "| Endpoint | Method | Full address |\n|---|---|---|\n| Chat | POST | `‹api›/v1/chat/completions` |\n| Models | GET | `‹api›/v1/models` |",
            "In the end the client requests `‹api›/v1/chat/completions`.",
            "Preview: ‹api›/v1/chat/completions",
            "Open ‹api›/v1/models in a browser and you see JSON.",
            "- Chat: `‹api›/v1/chat/completions`\n- Embeddings: `‹api›/v1/embeddings`",
            "In the HTTP Request node enter the URL `‹api›/v1/chat/completions` and the method POST.",
            "The base URL plus the path makes `‹api›/v1/chat/completions`.",
        ),
    ),
    Innocent(
        "site link",
        zh=(
            "请到[支持页面](‹home›/support)提问。",
            "登录 ‹home› 创建密钥。",
            "在[控制台](‹home›/console)创建密钥，然后复制到客户端。",
            "更多说明见 <‹home›/docs>。",
            "我们的官网是 ‹home›。",
            "打开 ‹home›/console/token，点击新建密钥。",
            "注册地址：‹home›/register",
            "官网：‹home›",
            "控制台：`‹home›/console`",
            "价格见 ‹home›/pricing。",
            "| 名称 | 地址 |\n|---|---|\n| 官网 | ‹home› |\n| 控制台 | ‹home›/console |\n| 文档 | ‹home›/docs |",
            "- [官网](‹home›)\n- [文档](‹home›/docs)\n- [状态页](https://status.example.com)",
            "API 文档：‹home›/docs/api",
            "获取 API Key：‹home›/console/token",
            "API Key 在 ‹home›/console 创建，不要发给任何人。",
        ),
        en=(
            "Ask on the [support page](‹home›/support).",
            "Sign in at ‹home› to create a key.",
            "Create a key in the [console](‹home›/console) and copy it into the client.",
            "See <‹home›/docs> for more.",
            "Our homepage is ‹home›.",
            "Open ‹home›/console/token and press New key.",
            "Register at: ‹home›/register",
            "Website: ‹home›",
            "Console: `‹home›/console`",
            "Prices are on ‹home›/pricing.",
            "| Name | Address |\n|---|---|\n| Website | ‹home› |\n| Console | ‹home›/console |\n| Docs | ‹home›/docs |",
            "- [Website](‹home›)\n- [Docs](‹home›/docs)\n- [Status](https://status.example.com)",
            "API documentation: ‹home›/docs/api",
            "Get an API key: ‹home›/console/token",
            "The API key is made at ‹home›/console; give it to nobody.",
        ),
    ),
    Innocent(
        "beside a right value",
        zh=(
            "Base URL 填 `‹right›`，密钥在 ‹home›/console 创建。",
            "先登录 ‹home›，再把 Base URL 设为 `‹right›`。",
            "Base URL：`‹right›`（不是官网 ‹home›）",
            "- Base URL：`‹right›`\n- 控制台：‹home›/console\n- 支持：‹home›/support",
            "| 项目 | 地址 |\n|---|---|\n| Base URL | `‹right›` |\n| 官网 | ‹home› |\n| 充值 | ‹home›/console/topup |",
            "Base URL 填 `‹right›`，客户端会请求 `‹right›/chat/completions`。",
            "Base URL：[‹right›](‹home›/docs/base-url)",
            "把 `https://api.openai.com/v1` 换成 `‹right›`。",
            "Base URL 由默认的 `https://api.openai.com/v1` 改为 `‹right›`。",
            "将 Base URL 从 `http://api.example.com/v1` 改为 `‹right›`。",
        ),
        en=(
            "The base URL is `‹right›`; create a key at ‹home›/console.",
            "Sign in at ‹home›, then set the base URL to `‹right›`.",
            "Base URL: `‹right›` (not the homepage ‹home›)",
            "- Base URL: `‹right›`\n- Console: ‹home›/console\n- Support: ‹home›/support",
            "| Item | Address |\n|---|---|\n| Base URL | `‹right›` |\n| Website | ‹home› |\n| Billing | ‹home›/console/topup |",
            "With the base URL `‹right›` the client requests `‹right›/chat/completions`.",
            "Base URL: [‹right›](‹home›/docs/base-url)",
            "Replace `https://api.openai.com/v1` with `‹right›`.",
            "Change the base URL from the default `https://api.openai.com/v1` to `‹right›`.",
            "Change the base URL from `http://api.example.com/v1` to `‹right›`.",
        ),
    ),
    Innocent(
        "other header",
        fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(\n    base_url="‹right›",\n    api_key="‹key›",\n    default_headers={"HTTP-Referer": "‹home›", "X-Title": "ALLTKN docs"},\n)',
            'headers = {\n    "HTTP-Referer": "‹home›",\n    "X-Title": "Demo",\n    "Origin": "‹home›",\n}',
        )
        + fences(
            "js",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({\n  baseURL: "‹right›",\n  defaultHeaders: { "HTTP-Referer": "‹home›", "X-Title": "Demo" },\n});',
        )
        + fences(
            "bash",
            'curl ‹right›/chat/completions -H "HTTP-Referer: ‹home›" -H "X-Title: Demo" -d @body.json',
            "curl -e ‹home›/docs ‹right›/models",
        ),
    ),
    Innocent(
        "other address field",
        fences(
            "yaml",
            "callback_url: ‹home›/oauth/callback\nwebhook_url: ‹home›/hooks/billing\nstatus_page: https://status.example.com",
            "site_url: ‹home›\nrepo_url: https://github.com/example/docs\nuse_directory_urls: true",
            "support_url: ‹home›/support\nprivacy_url: ‹home›/privacy\nterms_url: ‹home›/terms",
        )
        + fences(
            "json",
            '{\n  "redirect_uri": "‹home›/auth/callback",\n  "logout_url": "‹home›/logout"\n}',
            '{"homepage_url": "‹home›", "docs_url": "‹home›/docs"}',
            '{"image_url": "‹home›/logo.png", "avatar": "‹home›/me.png"}',
        )
        + fences(
            "env",
            "NEXTAUTH_URL=‹home›\nOPENAI_BASE_URL=‹right›",
            "PUBLIC_SITE_URL=‹home›\nSUPPORT_URL=‹home›/support",
            "WEBHOOK_URL=‹home›/hooks",
            "HTTPS_PROXY=http://127.0.0.1:7890\nNO_PROXY=localhost",
        )
        + fences("bash", "export HTTPS_PROXY=http://127.0.0.1:7890\nexport OPENAI_BASE_URL=‹right›"),
        zh=(
            "| 字段 | 填写 |\n|---|---|\n| 回调地址 | `‹home›/oauth/callback` |\n| 通知地址 | `‹home›/hooks` |\n| 隐私政策 | ‹home›/privacy |",
            "- 官网地址：‹home›\n- 支持地址：‹home›/support\n- 代理地址：`http://127.0.0.1:7890`",
            "Webhook 地址填 `‹home›/hooks/billing`。",
            "网络代理的地址填写 `http://127.0.0.1:7890`。",
        ),
        en=(
            "| Field | Value |\n|---|---|\n| Callback URL | `‹home›/oauth/callback` |\n| Webhook URL | `‹home›/hooks` |\n| Privacy policy | ‹home›/privacy |",
            "- Site URL: ‹home›\n- Support URL: ‹home›/support\n- Proxy address: `http://127.0.0.1:7890`",
            "Set the webhook URL to `‹home›/hooks/billing`.",
            "The redirect URL is `‹home›/auth/callback`.",
        ),
    ),
    Innocent(
        "package data",
        fences(
            "json",
            '{\n  "name": "alltkn-examples",\n  "version": "1.2.0",\n  "homepage": "‹home›",\n  "repository": {"type": "git", "url": "https://github.com/example/examples"},\n  "bugs": {"url": "‹home›/support"}\n}',
            '{"name": "demo", "homepage": "‹home›/docs", "repository": "github:example/demo"}',
        )
        + fences(
            "toml",
            '[project]\nname = "alltkn-demo"\n\n[project.urls]\nHomepage = "‹home›"\nDocumentation = "‹home›/docs"',
            '[package]\nname = "demo"\nhomepage = "‹home›"\nrepository = "https://github.com/example/demo"',
        )
        + fences(
            "html",
            '<link rel="canonical" href="‹home›/docs/quickstart">\n<meta property="og:url" content="‹home›">',
            '<base href="‹home›/docs/">',
        ),
    ),
    Innocent(
        "openapi",
        fences(
            "yaml",
            "openapi: 3.1.0\ninfo:\n  title: ALLTKN API\n  contact:\n    url: ‹home›/support\nservers:\n  - url: ‹api›\npaths:\n  /v1/chat/completions: {}",
            "openapi: 3.0.3\nexternalDocs:\n  url: ‹home›/docs\nservers:\n  - url: ‹api›/v1",
        )
        + fences("json", '{"openapi": "3.1.0", "servers": [{"url": "‹api›"}], "paths": {"/v1/models": {}}}'),
    ),
    Innocent(
        "cors and robots",
        fences("text", "User-agent: *\nAllow: /\nSitemap: ‹home›/sitemap.xml")
        + fences(
            "xml", "<urlset>\n  <url><loc>‹home›/docs</loc></url>\n  <url><loc>‹home›/pricing</loc></url>\n</urlset>"
        )
        + fences("http", "HTTP/1.1 204 No Content\nAccess-Control-Allow-Origin: ‹home›")
        + fences(
            "yaml",
            "cors:\n  allowed_origins:\n    - ‹home›\n    - http://localhost:3000",
            "ALLOWED_HOSTS: www.example.com,api.example.com",
        )
        + fences("env", "CORS_ALLOW_ORIGIN=‹home›\nALLOWED_ORIGINS=‹home›,https://example.com"),
    ),
    Innocent(
        "reverse proxy",
        fences(
            "nginx",
            "location /v1/ {\n    proxy_pass ‹api›/v1/;\n    proxy_set_header Host api.example.com;\n}",
            "location / {\n    proxy_pass ‹api›;\n    proxy_buffering off;\n}",
            "server {\n    listen 80;\n    server_name www.example.com;\n    return 301 ‹home›$request_uri;\n}",
        )
        + fences("caddyfile", "gateway.internal {\n    reverse_proxy ‹api›\n}"),
    ),
    Innocent(
        "prohibition",
        zh=(
            "不要把 `‹wrong›` 填入 Base URL。",
            "Base URL 不要填写 `‹wrong›`。",
            "请勿将 Base URL 设置为 `‹wrong›`。",
            "Base URL 不应填 `‹wrong›`，那不是 API 地址。",
            "切勿在 Base URL 中填写 ‹wrong›。",
            "注意：Base URL 不能填成 `‹wrong›`。",
            "Base URL 不是 `‹wrong›`，而是 `‹right›`。",
            "Base URL 禁止填写 `‹wrong›`。",
            "别把 `‹wrong›` 当作 Base URL。",
            "把 Base URL 填成 `‹wrong›` 是最常见的错误。",
            "请避免把 Base URL 写成 `‹wrong›`。",
            "Base URL 无需写成 `‹wrong›`，填 `‹right›` 就够了。",
            "- 不要填 `‹wrong›`\n- Base URL 填 `‹right›`",
            "> 警告：`‹wrong›` 是网页，不要填到 API 地址里。",
            "Base URL 要填 `‹right›`，不要填 `‹wrong›`。",
            "Base URL 填 `‹right›` 而不是 `‹wrong›`。",
            "`‹wrong›` 不能用作 Base URL。",
            "有些教程让你把 Base URL 填成 `‹wrong›`，这是错的。",
            "把 `‹wrong›` 当成 Base URL 是错误的。",
            "Base URL 不支持填写 `‹wrong›`。",
            "错误示例：Base URL 填成 `‹wrong›`。",
            "❌ Base URL：`‹wrong›`",
            "严禁在 Base URL 中使用 `‹wrong›`。",
        ),
        en=(
            "Do not enter `‹wrong›` as the base URL.",
            "Never set the base URL to `‹wrong›`.",
            "Don't use `‹wrong›` as your base URL.",
            "The base URL must not be `‹wrong›`.",
            "The base URL should not be `‹wrong›`: that is no API address.",
            "The base URL cannot be `‹wrong›`.",
            "The base URL is not `‹wrong›` but `‹right›`.",
            "Avoid `‹wrong›` as the base URL.",
            "It is a mistake to set the base URL to `‹wrong›`.",
            "Setting the base URL to `‹wrong›` is the most common mistake.",
            "Set the base URL to `‹right›`, not `‹wrong›`.",
            "Set the base URL to `‹right›` instead of `‹wrong›`.",
            "Use `‹right›` rather than `‹wrong›` for the base URL.",
            "- Do not enter `‹wrong›`\n- Enter `‹right›` as the base URL",
            "> Warning: `‹wrong›` is a web page. Do not put it into the base URL field.",
            "There is no need to write `‹wrong›` as the base URL.",
            "`‹wrong›` cannot be used as the base URL.",
            "Some tutorials tell you to set the base URL to `‹wrong›`; that is wrong.",
            "`‹wrong›` is not a valid base URL.",
            "You must not enter `‹wrong›` as the base URL.",
            "Wrong: a base URL of `‹wrong›`.",
            "❌ Base URL: `‹wrong›`",
            "`‹wrong›` works in a browser, but not as the base URL.",
        ),
    ),
    Innocent(
        "question",
        zh=(
            "Base URL 能填 `‹wrong›` 吗？不能，它返回的是网页。",
            "## 能把 ‹wrong› 当作 Base URL 吗？\n\n不能。",
            "**问：Base URL 填 ‹wrong› 可以吗？**\n\n答：不可以，请填 `‹right›`。",
            "为什么 Base URL 填了 `‹wrong›` 会报错？",
            "Base URL 到底填 `‹wrong›` 还是 `‹right›`？",
            "### Base URL 要不要写成 ‹wrong›？\n\n看客户端：见下表。",
            "- Base URL 是否填成了 `‹wrong›`？\n- 密钥前后有没有空格？",
            "检查一下：Base URL 是不是写成了 `‹wrong›`？",
        ),
        en=(
            "Can the base URL be `‹wrong›`? No, it answers with a web page.",
            "## Can I use ‹wrong› as the base URL?\n\nNo.",
            "**Q: Is ‹wrong› fine as the base URL?**\n\nA: No, enter `‹right›`.",
            "Why does the base URL `‹wrong›` fail?",
            "Is the base URL `‹wrong›` or `‹right›`?",
            "### Should the base URL be ‹wrong›?\n\nThat depends on the client, see below.",
            "- Is the base URL set to `‹wrong›`?\n- Is there a blank before the key?",
            "Check: did you enter `‹wrong›` as the base URL?",
        ),
    ),
    Innocent(
        "troubleshooting",
        zh=(
            "如果 Base URL 填成了 `‹wrong›`，会返回 404。",
            "Base URL 写成 `‹wrong›` 时，返回的是一段 HTML。",
            "出现空回复，通常是因为 Base URL 填了 `‹wrong›`。",
            "| 现象 | 原因 | 处理方法 |\n|---|---|---|\n| 返回 HTML | Base URL 填成了 `‹wrong›` | 改为 `‹right›` |\n| 401 | 密钥错误 | 重新复制 |",
            "| 错误 | 原因 |\n|---|---|\n| 404 | Base URL 为 `‹wrong›` |",
            "把 Base URL 误填为 `‹wrong›` 后，客户端会请求不存在的路径。",
            "误将 ‹wrong› 填入 Base URL 的用户，请改为 `‹right›`。",
            "若 Base URL 为 `‹wrong›`，请改为 `‹right›`。",
            "假如 Base URL 设为 `‹wrong›`，请求会失败。",
            "原来的 Base URL 是 `‹wrong›`，所以一直报 404。",
            "用户把 Base URL 填成 `‹wrong›`，得到 404；改为 `‹right›` 后恢复。",
            "看到 `Unexpected token '<'`，说明 Base URL 填的是 `‹wrong›`。",
            "很多用户把 Base URL 填成 `‹wrong›`，于是得到空回复。",
            "Base URL 填 `‹wrong›` 会得到 404。",
            "以 `‹wrong›` 作为 Base URL 时，请求会失败。",
            "Base URL 填了 `‹wrong›`？改成 `‹right›` 即可。",
            "- 404：Base URL 填成了 `‹wrong›`\n- 401：密钥错误",
            "错误原因：Base URL 被设置为 `‹wrong›`。",
        ),
        en=(
            "If the base URL is `‹wrong›`, the answer is a 404.",
            "With the base URL `‹wrong›` an HTML page comes back.",
            "An empty reply usually means that the base URL was set to `‹wrong›`.",
            "| Symptom | Cause | Fix |\n|---|---|---|\n| HTML comes back | The base URL is `‹wrong›` | Set it to `‹right›` |\n| 401 | Wrong key | Copy it again |",
            "| Error | Cause |\n|---|---|\n| 404 | Base URL is `‹wrong›` |",
            "If you entered `‹wrong›` as the base URL, the client asks for a path that does not exist.",
            "Users who mistakenly entered ‹wrong› as the base URL should change it to `‹right›`.",
            "When the base URL is set to `‹wrong›`, requests fail.",
            "The base URL was `‹wrong›`, hence the 404.",
            "The user had set the base URL to `‹wrong›` and got a 404; with `‹right›` it worked.",
            "`Unexpected token '<'` means that the base URL is `‹wrong›`.",
            "Someone who puts `‹wrong›` into the base URL field gets a page instead of JSON.",
            "Many users enter `‹wrong›` as the base URL and get an empty reply.",
            "A base URL of `‹wrong›` leads to a 404.",
            "The request fails when `‹wrong›` is used as the base URL.",
            "Entered `‹wrong›` as the base URL? Change it to `‹right›`.",
            "- 404: the base URL is `‹wrong›`\n- 401: wrong key",
            "Cause: the base URL had been set to `‹wrong›`.",
        ),
    ),
    Innocent(
        "marked table",
        zh=(
            "| 字段 | 错误写法 | 正确写法 |\n|---|---|---|\n| Base URL | `‹wrong›` | `‹right›` |",
            "| 客户端 | ❌ 错误 | ✅ 正确 |\n|---|---|---|\n| Python SDK | `‹wrong›` | `‹right›` |",
            "| 写法 | Base URL |\n|---|---|\n| 错误写法 | `‹wrong›` |\n| 正确写法 | `‹right›` |",
            "| | Base URL |\n|---|---|\n| ❌ | `‹wrong›` |\n| ✅ | `‹right›` |",
            "| 错误示例 | 说明 |\n|---|---|\n| Base URL：`‹wrong›` | 这不是 API 地址 |",
            "- ❌ Base URL：`‹wrong›`\n- ✅ Base URL：`‹right›`",
        ),
        en=(
            "| Field | Wrong | Right |\n|---|---|---|\n| Base URL | `‹wrong›` | `‹right›` |",
            "| Client | ❌ Wrong | ✅ Right |\n|---|---|---|\n| Python SDK | `‹wrong›` | `‹right›` |",
            "| Form | Base URL |\n|---|---|\n| Wrong | `‹wrong›` |\n| Right | `‹right›` |",
            "| | Base URL |\n|---|---|\n| ❌ | `‹wrong›` |\n| ✅ | `‹right›` |",
            "| Incorrect | Why |\n|---|---|\n| Base URL: `‹wrong›` | no API address |",
            "- ❌ Base URL: `‹wrong›`\n- ✅ Base URL: `‹right›`",
        ),
    ),
    Innocent(
        "marked block",
        (
            fence("env wrong", "OPENAI_BASE_URL=‹wrong›"),
            fence("python wrong", 'client = OpenAI(base_url="‹wrong›", api_key="‹key›")'),
            fence("json wrong", '{"base_url": "‹wrong›", "api_key": "‹key›"}'),
            fence("js wrong", 'const client = new OpenAI({ base_url: "‹right›" });'),
            fence(
                "python wrong",
                "import openai\n\nopenai.api_base = '‹right›'\nopenai.ChatCompletion.create(model='‹bad›', messages=messages)",
            ),
            fence("toml wrong", 'base_url = "‹wrong›"\nwire_api = "chat"'),
            "<!-- presscheck: wrong-example -->\n" + fence("bash", 'export OPENAI_BASE_URL="‹wrong›"'),
            "<!-- presscheck: wrong-example -->\n\n" + fence("yaml", "base_url: ‹wrong›"),
            "<!-- presscheck: wrong-example -->\n\n| Base URL | Model |\n|---|---|\n| `‹wrong›` | `‹bad›` |",
            "<!-- presscheck: wrong-example -->\n\nBase URL: `‹wrong›`",
            "<!-- presscheck: wrong-example -->\n\n- Base URL: `‹wrong›`\n- API Key: `‹key›`",
        ),
    ),
)
