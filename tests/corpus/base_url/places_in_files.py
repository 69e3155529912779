"""Files, variables and flags that give a Base URL."""

from __future__ import annotations

from typing import Final

from corpus.base_url.frames import Context, fence, fences

FILES: Final = (
    # files
    Context(
        "json",
        "unknown",
        fences(
            "json",
            '{\n  "base_url": "‹v›",\n  "api_key": "‹key›",\n  "model": "‹id›"\n}',
            '{"baseURL": "‹v›", "apiKey": "‹key›"}',
            '{\n  "llm": {\n    "provider": "openai",\n    "api_base": "‹v›",\n    "api_key": "‹key›"\n  }\n}',
            '{\n  "OPENAI_API_KEY": "‹key›",\n  "OPENAI_BASE_URL": "‹v›"\n}',
            '{\n  "providers": [\n    {"name": "ALLTKN", "type": "openai", "baseUrl": "‹v›", "models": ["‹id›"]}\n  ]\n}',
            '{\n  "openai.baseUrl": "‹v›",\n  "openai.apiKey": "‹key›"\n}',
            '{\n  "apiBaseUrl": "‹v›"\n}',
        ),
    ),
    Context(
        "jsonc",
        "unknown",
        fences(
            "jsonc",
            '{\n  // ‹c›\n  "baseUrl": "‹v›",\n  "apiKey": "‹key›", // ‹c›\n}',
            '{\n  /* ‹c› */\n  "openai_base_url": "‹v›", // ‹c›\n  "openai_api_key": "‹key›"\n}',
        )
        + fences("json5", "{\n  // ‹c›\n  base_url: '‹v›',\n  api_key: '‹key›',\n}"),
    ),
    Context(
        "json",
        "continue",
        fences(
            "json",
            '{\n  "models": [\n    {\n      "title": "ALLTKN",\n      "provider": "openai",\n      "model": "‹id›",\n      "apiBase": "‹v›",\n      "apiKey": "‹key›"\n    }\n  ]\n}',
        ),
    ),
    Context(
        "json",
        "claude-code",
        fences(
            "json",
            '{\n  "env": {\n    "ANTHROPIC_BASE_URL": "‹v›",\n    "ANTHROPIC_AUTH_TOKEN": "‹key›",\n    "ANTHROPIC_MODEL": "claude-sonnet-4"\n  }\n}',
            '{"env": {"ANTHROPIC_AUTH_TOKEN": "‹key›", "ANTHROPIC_BASE_URL": "‹v›"}}',
        ),
        told=True,
    ),
    Context(
        "json",
        "zed",
        fences(
            "json",
            '{\n  "language_models": {\n    "openai_compatible": {\n      "ALLTKN": {\n        "api_url": "‹v›",\n        "available_models": [{"name": "‹id›", "max_tokens": 128000}]\n      }\n    }\n  }\n}',
        ),
        told=True,
    ),
    Context(
        "json",
        "roo-code",
        fences(
            "json",
            '{\n  "apiProvider": "openai",\n  "openAiBaseUrl": "‹v›",\n  "openAiApiKey": "‹key›",\n  "openAiModelId": "‹id›"\n}',
        ),
    ),
    Context(
        "json",
        "roo-code",
        fences(
            "json", '{\n  "apiProvider": "anthropic",\n  "anthropicBaseUrl": "‹v›",\n  "anthropicUseAuthToken": true\n}'
        ),
        told=True,
        rule="append_v1_messages",
    ),
    Context("json", "cline", fences("json", '{\n  "openAiBaseUrl": "‹v›",\n  "openAiApiKey": "‹key›"\n}')),
    Context(
        "json",
        "n8n",
        fences(
            "json", '{\n  "name": "ALLTKN",\n  "type": "openAiApi",\n  "data": {"apiKey": "‹key›", "url": "‹v›"}\n}'
        ),
    ),
    Context(
        "yaml",
        "unknown",
        fences(
            "yaml",
            "llm:\n  provider: openai\n  base_url: ‹v›\n  api_key: ‹key›\n  model: ‹id›",
            "openai:\n  apiBase: '‹v›'\n  apiKey: \"‹key›\"",
            'base_url: "‹v›"  # ‹c›\nmodel: ‹id›',
            "models:\n  - name: ‹id›\n    base_url: ‹v›\n    api_key: ${ALLTKN_API_KEY}",
            "spring:\n  ai:\n    llm:\n      base-url: ‹v›",
        )
        + fences("yml", "providers:\n  alltkn:\n    baseURL: ‹v›"),
    ),
    Context(
        "yaml",
        "dify",
        fences(
            "yaml",
            "provider: openai_api_compatible\ncredentials:\n  endpoint_url: ‹v›\n  api_key: ‹key›\n  endpoint_model_name: ‹id›",
        ),
    ),
    Context(
        "yaml",
        "continue",
        fences(
            "yaml",
            "models:\n  - name: ALLTKN\n    provider: openai\n    model: ‹id›\n    apiBase: ‹v›\n    apiKey: ‹key›",
        ),
    ),
    Context(
        "yaml",
        "aider",
        fences("yaml", "openai-api-base: ‹v›\nmodel: openai/‹id›", '# .aider.conf.yml\nopenai-api-base: "‹v›"'),
        told=True,
    ),
    Context(
        "yaml",
        "litellm",
        fences(
            "yaml",
            "model_list:\n  - model_name: ‹id›\n    litellm_params:\n      model: openai/‹id›\n      api_base: ‹v›\n      api_key: os.environ/ALLTKN_API_KEY",
        ),
        told=True,
    ),
    Context(
        "yaml",
        "litellm",
        fences(
            "yaml",
            "model_list:\n  - model_name: claude\n    litellm_params:\n      model: anthropic/claude-sonnet-4\n      api_base: ‹v›",
        ),
        told=True,
        rule="append_v1_messages_raw",
    ),
    Context(
        "toml",
        "codex-cli",
        fences(
            "toml",
            'model = "‹id›"\nmodel_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "ALLTKN"\nbase_url = "‹v›"\nenv_key = "ALLTKN_API_KEY"\nwire_api = "responses"',
            '[model_providers.gateway]\nname = "Gateway"\nbase_url = "‹v›"\nenv_key = "GATEWAY_API_KEY"',
            'openai_base_url = "‹v›"\nmodel = "‹id›"\nmodel_provider = "openai"',
        ),
        told=True,
    ),
    Context(
        "toml",
        "unknown",
        fences(
            "toml", '[llm]\nbase_url = "‹v›"\napi_key = "‹key›"\nmodel = "‹id›"', "[openai]\napi_base = '‹v›'  # ‹c›"
        ),
    ),
    Context(
        "ini",
        "unknown",
        fences(
            "ini",
            "[openai]\nbase_url = ‹v›\napi_key = ‹key›",
            "[llm]\napi_base=‹v›\nmodel=‹id›",
            "; ‹c›\n[gateway]\nopenai_base_url = ‹v›",
        ),
    ),
    Context(
        "properties",
        "unknown",
        fences("properties", "openai.base-url=‹v›\nopenai.api-key=${ALLTKN_API_KEY}", "llm.base_url=‹v›"),
    ),
    # variables
    Context(
        "env file",
        "env",
        fences("env", "‹env›=‹v›\n‹kenv›=‹key›", '# ‹c›\n‹kenv›=‹key›\n‹env›="‹v›"')
        + fences("dotenv", "‹env›='‹v›'")
        + fences("ini", "‹env›=‹v›\n‹kenv›=‹key›"),
    ),
    Context(
        "export",
        "env",
        fences(
            "bash",
            'export ‹kenv›="‹key›"\nexport ‹env›="‹v›"',
            "export ‹env›=‹v›",
            "echo 'export ‹env›=\"‹v›\"' >> ~/.zshrc\nsource ~/.zshrc",
            "‹env›='‹v›' ‹kenv›=\"$ALLTKN_API_KEY\" npm start",
        )
        + fences("sh", "export ‹env›='‹v›'  # ‹c›")
        + fences("console", "$ export ‹env›=‹v›\n$ env | grep BASE"),
    ),
    Context(
        "fish",
        "env",
        fences("fish", "set -x ‹env› ‹v›", 'set -gx ‹env› "‹v›"\nset -gx ‹kenv› "‹key›"', "set -Ux ‹env› '‹v›'"),
    ),
    Context(
        "cmd",
        "env",
        fences("bat", "set ‹env›=‹v›\nset ‹kenv›=‹key›", 'setx ‹env› "‹v›"')
        + fences("cmd", "setx ‹env› ‹v›", 'set "‹env›=‹v›"'),
    ),
    Context(
        "powershell",
        "env",
        fences(
            "powershell",
            '$env:‹env› = "‹v›"\n$env:‹kenv› = "‹key›"',
            "$Env:‹env›='‹v›'",
            '[Environment]::SetEnvironmentVariable("‹env›", "‹v›", "User")',
        ),
    ),
    Context(
        "docker",
        "env",
        fences(
            "bash",
            "docker run -d -p 3000:3000 \\\n  -e ‹env›=‹v› \\\n  -e ‹kenv›=‹key› \\\n  team/app:latest",
            'docker run --rm --env ‹env›="‹v›" team/app',
        )
        + fences("dockerfile", "FROM python:3.12-slim\nENV ‹env›=‹v›", 'ENV ‹env› "‹v›"'),
    ),
    Context(
        "docker",
        "nextchat",
        fences(
            "bash",
            "docker run -d -p 3000:3000 \\\n  -e OPENAI_API_KEY=‹key› \\\n  -e BASE_URL=‹v› \\\n  yidadaa/chatgpt-next-web",
        ),
        told=True,
    ),
    Context(
        "docker",
        "lobehub",
        fences(
            "bash",
            "docker run -d -p 3210:3210 \\\n  -e OPENAI_PROXY_URL=‹v› \\\n  -e OPENAI_API_KEY=‹key› \\\n  lobehub/lobe-chat",
        ),
        told=True,
    ),
    Context(
        "docker",
        "open-webui",
        fences(
            "bash",
            "docker run -d -p 3000:8080 \\\n  -e OPENAI_API_BASE_URL=‹v› \\\n  -e OPENAI_API_KEY=‹key› \\\n  ghcr.io/open-webui/open-webui:main",
        ),
        told=True,
    ),
    Context(
        "compose",
        "env",
        fences(
            "yaml",
            "services:\n  app:\n    image: team/app\n    environment:\n      - ‹env›=‹v›\n      - ‹kenv›=${ALLTKN_API_KEY}",
            'services:\n  app:\n    environment:\n      ‹kenv›: ${ALLTKN_API_KEY}\n      ‹env›: "‹v›"',
            'env:\n  - name: ‹env›\n    value: "‹v›"',
            "jobs:\n  eval:\n    env:\n      ‹env›: ‹v›",
        ),
    ),
    Context(
        "systemd",
        "env",
        fences("ini", '[Service]\nEnvironment="‹env›=‹v›"\nExecStart=/usr/bin/app', "[Service]\nEnvironment=‹env›=‹v›"),
    ),
    Context(
        "variable table",
        "env",
        zh=(
            "| 环境变量 | 值 |\n|---|---|\n| `‹env›` | `‹v›` |\n| `‹kenv›` | 你的密钥 |",
            "| 变量 | 说明 | 示例 |\n|---|---|---|\n| ‹env› | 网关地址 | ‹v› |",
        ),
        en=(
            "| Variable | Value |\n|---|---|\n| `‹env›` | `‹v›` |\n| `‹kenv›` | your key |",
            "| Name | Meaning | Example |\n|---|---|---|\n| ‹env› | the gateway | ‹v› |",
        ),
    ),
    Context(
        "variable sentence",
        "env",
        zh=("把环境变量 `‹env›` 设为 `‹v›`。", "在终端执行 `export ‹env›=‹v›` 后重新启动。", "设置 `‹env›=‹v›` 即可。"),
        en=("Set `‹env›` to `‹v›`.", "Run `export ‹env›=‹v›` and start it again.", "All it needs is `‹env›=‹v›`."),
        inline=True,
    ),
    Context(
        "diff",
        "env",
        fences(
            "diff",
            "-‹env›=https://api.openai.com/v1\n+‹env›=‹v›",
            "--- a/.env\n+++ b/.env\n@@ -1,2 +1,2 @@\n ‹kenv›=‹key›\n+‹env›=‹v›",
        ),
    ),
    Context(
        "other languages",
        "unknown",
        (
            *fences(
                "go",
                'client := openai.NewClient(\n\toption.WithAPIKey(key),\n\toption.WithBaseURL("‹v›"),\n)',
                'config := openai.DefaultConfig(key)\nconfig.BaseURL = "‹v›"\nclient := openai.NewClientWithConfig(config)',
            ),
            fence(
                "java",
                'OpenAIClient client = OpenAIOkHttpClient.builder()\n    .apiKey(key)\n    .baseUrl("‹v›")\n    .build();',
            ),
            fence("rust", 'let config = OpenAIConfig::new()\n    .with_api_key(key)\n    .with_api_base("‹v›");'),
        ),
    ),
    # flags
    Context(
        "flag",
        "aider",
        fences(
            "bash",
            "aider --model openai/‹id› --openai-api-base ‹v›",
            'aider --openai-api-base="‹v›" --openai-api-key "$ALLTKN_API_KEY"',
        ),
        told=True,
    ),
    Context(
        "flag",
        "codex-cli",
        fences("bash", 'codex -c model_providers.alltkn.base_url="‹v›" -c model_provider=alltkn'),
        told=True,
    ),
    Context(
        "flag",
        "unknown",
        fences(
            "bash",
            'chat-cli --base-url "‹v›" --model ‹id›',
            "python run_eval.py --api-base ‹v› --api-key $ALLTKN_API_KEY",
            "evals run --openai-base-url=‹v›",
            "llm-bench --model ‹id› \\\n  --base_url ‹v› \\\n  --concurrency 4",
            "helm install app ./chart --set openai.baseUrl=‹v›",
        ),
    ),
)
