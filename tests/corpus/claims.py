"""Sentences that go stale or cannot be proved, and sentences that only look alike, for the family `claims`.

Each line of the blocks below is one sentence; how it begins says where it stands: `# ` a heading, `- ` a list item,
`> ` a quotation, `! ` alternative text of an image, `@key: ` a value in front matter, `| ` a table's header and one
row (` => ` between them), `$ ` code, `~ ` an HTML comment, `^ ` a section of a changelog; all others are prose. The
language follows from the letters. Everything derives from the seed.
"""

import itertools
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.case import Case

CLAIMS: Mapping[str, str] = {
    "price": """
        A flat $2 covers the setup.
        K币有效期为购买后 60 天
        What you top up expires 18 months later: unused credits expire after 18 months.
        A month costs the price of one latte.
        | 项目 | 标准版 | 企业版 | => | 提现手续费 | 1.2% | 0.9% |
        Our multipliers stay fully consistent with the official quotes.
        At the provider rate, no platform fees.
        结算一律零加价，与官网持平。
        We pass through provider prices and add no markup.
        Ten bucks gets you in the door.
        - Card payments carry a surcharge of three and a half percent
        A busy support desk runs on about the cost of a sandwich per agent per week.
        | Item | Details | => | Vision calls | a quarter of a cent apiece |
        一杯奶茶钱够团队里五个人用上一整周。
        每百万输入 token 收费 2.5 元，输出另计。
        充一块钱就能用上 Claude。
        - 单次出图 3 毛，视频每秒两块五
        # 套餐价：每月 49 元起
        | 模型 | 输入 | 输出 | => | qwen-max | ￥0.02/千 token | ￥0.06/千 token |
        人民币与美元额度按 1:1 兑换。
        最低充值金额为 10 元，支持支付宝。
        @summary: 一个接口调用全部模型，输入单价低至 0.5 元/百万 tokens。
        VIP 分组倍率为 0.8，普通分组为 1。
        截至 2026 年 3 月，图片按每张 0.04 美元计费（以控制台为准）。
        > 我们按官方刊例价的 1.2 倍结算。
        ! 价目表：标准版 199 元/年，团队版 999 元/年
        绘图接口一次扣 ０．３ 元。
        企业版每个席位一年三千六百块。
        - 汇率固定 7.3，不随市场浮动
        The Pro plan costs $20 a month per seat.
        Output tokens are billed at 15 USD per million.
        # From $9/month
        - Images: 4 cents each
        | Plan | Price | => | Starter | €12 / month |
        You pay five dollars for every thousand images.
        @description: Pay-as-you-go access to GPT-5 at $1.25 per 1M input tokens.
        The minimum deposit is 5 USD.
        As of 2026-03-01 a call to the search tool costs half a cent.
        The VIP group has a multiplier of 0.6.
        > Cached input is charged at a tenth of the normal rate.
        ! Pricing card: Team 49 dollars monthly, Business on request
        Topping up one yuan gives one US dollar of balance.
        - Batch jobs are priced at 2x the base rate
        Storage is $0.10 per GB, subject to the official price page.
        调用一次语音合成要花两分钱。
        缓存命中的部分按四分之一计价。
        团队版：人均 68 元/月，五人起购
        gpt-4o 的倍率是 1.25
        The bill for a thousand pages came to about three dollars.
        Reasoning tokens count double.
        One dollar of credit is sold for 2.5 yuan.
        Renewal: 30 euros every quarter
        A single video second sets you back eight cents.
        GPT-4o 输入 18 元/M，输出 72 元/M
        包月 30 元不限次数
        The gateway takes a 5% service fee on every top-up.
        Each image costs you around 6 cents.
        1 元 = 1 美元额度
        手续费 2%
        按量付费，每千字不到一分钱。
        Video generation: $0.35/s
    """,
    "discount": """
        Caching brings 35% cost reductions.
        邀请同事注册，双方赚取积分
        换过来之后成本降低 40%
        同一个模型，这里的费用明显低于官方直购
        量大从优，价格面议，招代理。
        You pay per token, with a discount applied.
        You end up paying roughly a third less than you would going direct.
        # Two months on us when you pay yearly
        # 年付等于白送两个月
        全场八折，新老用户同享。
        充值满 100 送 20。
        # 双十一大促进行中
        - 老用户续费立减三成
        价格比官方便宜一半以上。
        | 套餐 | 优惠 | => | 年付 | 立省 20% |
        @title: 限时特惠：API 额度五折起
        邀请一位好友，双方各返 10% 佣金。
        用优惠码 WELCOME 下单可减 15 元。
        开学季活动期间，学生认证可享半价。
        ! 首充翻倍活动海报
        > 同样的模型，成本只有官网的三分之一。
        - 折扣力度最高可达官方价的 3 折
        长期合作客户可享阶梯优惠，用量越大越便宜，最低 65 折。
        Save 30% on your first top-up.
        Every plan is half price until the end of the month.
        # Summer sale: up to 40% off
        - 20 percent cheaper than going to the vendor directly
        | Plan | Offer | => | Annual | two months free |
        Use the coupon code SPRING25 at checkout to get $5 off.
        @description: Claude and GPT at a fraction of the official price
        Refer a friend and both of you earn a 10% commission.
        Students get a quarter off any package.
        ! Banner: limited-time offer for new customers
        > We resell the same models for a third of what OpenAI charges.
        - Early-bird pricing ends on Friday
        Top up 100 and we add another 20 on the house.
        Cut your bill in half by switching to our gateway.
        Holiday promotion: buy one seat, get the second at no charge.
        年底前下单都有折上折。
        买十万 token 多给两万。
        The longer you subscribe, the less you pay: 5% off after six months.
        Pay yearly and two months are on us.
        比自己去开官方账号划算得多。
        Costs only a third of the original.
        Bring a colleague and you both get ten dollars.
        新春礼包限量发放
        现在充值立享 9 折
        新用户首单立减 10 元
        Get 15% extra credit when you top up with crypto.
        Our rates are 40% lower than going direct.
        代理商可享 7 折拿货价
        Use code HELLO for ten percent off.
        官方价格的 1/3
    """,
    "free-quota": """
        Free, no sign-up.
        $2 credited right after the e-mail is verified
        新账户开通当天获得 15 积分
        前三个月免手续费，之后照常
        Every sign-up walks away with five dollars to burn.
        学生凭校园邮箱登录，整个学期不花一分钱。
        - 邀一位同事入驻，双方账户各添十块
        新号到手就有五十万个 token 可以随便花。
        注册即送 5 美元体验金。
        新用户可免费试用 7 天。
        # 每天白嫖 200 次对话
        - 内置模型永久免费，无需充值
        | 版本 | 费用 | => | 社区版 | 免费，每月 1000 次调用 |
        @summary: 免费额度每日刷新，普通用户够用。
        首次绑定手机号，账户里会多出两块钱。
        嵌入接口不收费，随便用。
        > 实名认证后赠送五十万 tokens
        ! 免费领取 API Key 的入口
        前一百张图片由我们买单。
        每个账号都附带十万 token 的试用包，不用绑卡。
        - 签到一次得 500 积分，可抵扣调用费用
        小于 1B 的模型全部零元调用。
        New accounts receive $5 in free credits.
        Try any model for 14 days without paying.
        # Free tier: 1,000 calls a day
        - The embedding endpoint is free of charge
        | Plan | Cost | => | Hobby | free, 500 requests per day |
        @description: A free API key for GPT and Claude, no credit card needed.
        Your first hundred images are on us.
        Each sign-up comes with a starter balance of two dollars.
        > Verified users get 500k tokens for nothing.
        ! Get a free trial key
        We give every developer 50 complimentary requests each morning.
        - Students use the gateway at zero cost
        The trial lasts a week and needs no card.
        DeepSeek calls are currently not billed.
        前三个月不用交一分钱。
        每个新账号都有一百次体验机会。
        Every workspace gets 20 image generations per week at no cost.
        You can play with the small models as long as you like, no payment needed.
        学生凭校园邮箱可以领一年会员。
        The first month costs you nothing.
        Open-source maintainers receive a year of Pro as a gift.
        新人赠 0.2 美元测试额度
        GLM-4-Flash 免费调用
        Sign up and receive one dollar to play with.
        The hobby tier won't cost you a thing.
        Gemini Flash is free up to 1,500 requests a day.
        每日赠送 10 次 GPT-4 对话
    """,
    "context-window": """
        | Item | Details | => | Long-form writer | swallows a two-hundred-page contract whole |
        上下文窗口为 200K。
        Claude 一次能读二十万 token，约合一本小说。
        # 百万级长上下文模型
        - 单次输出上限 8192 tokens
        | 模型 | 上下文 | => | glm-4 | 128K |
        @summary: 支持 1M 上下文，整个代码仓库一次放进去。
        kimi 最多可以处理 200 万字的输入。
        该模型的最大输入长度是 32,768 个令牌。
        > 上下文长度达到 25.6 万
        ! 各模型窗口大小：GPT 128K、Claude 200K
        输出长度从 4k 提高到了 16k。
        网关对请求体没有截断，可直接塞入一百万个 token。
        The context window is 200K tokens.
        Gemini reads up to two million tokens at once.
        # Models with a one-million-token context
        - Maximum output: 8,192 tokens
        | Model | Context | => | glm-4 | 128K |
        @description: Long-context access: 1M tokens in, 64K out.
        You can paste about 300 pages before Claude runs out of room.
        It accepts prompts of at most 32,768 tokens.
        > Context length: 256k
        ! Chart: window sizes, GPT 128K, Claude 200K
        Replies may be as long as 16k tokens.
        The larger variant remembers 400,000 tokens of conversation.
        一次能塞下整部《三体》，约 90 万字。
        最多可以带 30 轮历史。
        It swallows a whole codebase: one million tokens.
        输出最长 6.4 万 token
        Max input 200K / max output 64K
        The window grew from 32k to 256k.
        GPT-4.1 支持 100 万上下文
        Kimi 128k 版本可以处理约 20 万汉字
        Claude handles 200K of context and 64K of output.
        Supports up to 1M tokens.
        最大支持 32k 输出
    """,
    "rate-limit": """
        两次调用间隔 5 秒。
        绑定自己的密钥后再无任何限制。
        走 Batch 的请求不受限流限制
        | 模型 | 每分钟请求 | 每分钟 token | => | qwen-plus | 500 | 800,000 |
        The default is 50 concurrent requests per key.
        | 等级 | 每周期 | 适合 | => | Pro | ≈60 | 轻度使用 |
        6,000 requests per workspace per hour
        图片接口的限制是 IPM:5
        Our gateway does not throttle paying teams.
        专业套餐每周 30-50 小时的编程用量
        限额按 6 小时滚动窗口计算，超出后等下一个周期。
        | 用途 | 基础版 | 高级版 | => | 写周报 | ~80 次对话 | ~900 次对话 |
        同一个账号白天跑两千次之后就会被降到慢车道。
        每个密钥每分钟最多 60 次请求。
        免费用户一天只能调用三十次。
        # 并发上限：10
        - RPM 500，TPM 20 万
        | 分组 | 限速 | => | 默认 | 3 次/秒 |
        @summary: 单账号支持 5000 QPS 并发。
        同一时间最多跑五个任务，超出的排队。
        普通分组每小时限 100 次，VIP 不限速。
        > 我们不限制并发，想跑多少跑多少。
        ! 限速说明：标准版 60 RPM
        单个 IP 每天可发起两千次调用（以官网最新规则为准）。
        每 3 小时可发 40 条消息。
        - 图片接口：每分钟五张
        Each key may send 60 requests per minute.
        Free users are limited to thirty calls a day.
        # Concurrency: 10 parallel sessions
        - 500 RPM and 200k TPM on the standard tier
        | Tier | Limit | => | Default | 3 requests/second |
        @description: Up to 5,000 QPS for a single account.
        You can run five jobs at the same time; others wait.
        The gateway lets through 100 calls an hour for each address.
        > There is no rate limit on our side.
        ! Limits: standard tier 60 RPM
        Uploads are capped at 20 files per day.
        You get 40 messages every three hours.
        三秒内只能发一个请求。
        群里每人每天 20 张图。
        同一个 key 别超过 5 路同时跑，否则会被拒。
        Two requests a second is the ceiling.
        After 1,000 calls in a day the key is paused until midnight.
        Plan Pro: 300 RPM / 2M TPM
        想发多少发多少，不设上限。
        默认并发 20，企业用户 200
        QPS 上限 50
        Trial keys: 3 RPM, 200 requests per day
        Max 10 concurrent requests per key
        不限并发，不限速
        超过每分钟 100 次会被封禁一小时
    """,
    "count": """
        Pick from 60+ ready-made templates.
        # Models (31 in all)
        据某机构调研，超过 70% 的团队同时用三家模型。
        20B tokens processed every day
        Routing to 1,200+ chat, vision and audio models
        Thirty-one vendors are hooked up behind one key.
        有 64%的用户推荐给同事，另有 900+ 好评。
        A few dozen labs are plugged in behind the one endpoint.
        我们在东京、法兰克福和弗吉尼亚架了十七台边缘机器。
        聚合了三百余款主流模型。
        累计服务 5 万+ 开发者。
        # 一个密钥，调用 500+ 模型
        - 覆盖全球 20 多个节点
        | 指标 | 数值 | => | 接入厂商 | 40+ |
        @summary: 上千家企业正在使用的 AI 网关。
        平台每天处理的请求超过一亿次。
        已有十几家高校把它用在课堂上。
        > GitHub 上收获 2.3 万颗星
        ! 已接入 60 家模型厂商的示意图
        交流群里已经有八千多人。
        我们的团队在六个国家设有机房。
        - 支持 200 种以上的大模型
        从 GPT 到文心，数百个模型任你挑选。
        The gateway offers more than 300 models.
        Trusted by 50,000 developers.
        # One key for 500+ models
        - 20 points of presence worldwide
        | Metric | Value | => | Providers | 40+ |
        @description: The AI gateway used by over a thousand companies.
        We process a hundred million requests every day.
        Dozens of universities teach with it.
        > 23k stars on GitHub
        ! Logos of our 60 partner vendors
        Our community has grown past eight thousand members.
        - Access to hundreds of LLMs through one endpoint
        Two million images have been generated on the platform so far.
        Fifteen vendors stand behind a single address.
        背后是四十多家上游。
        一万两千名开发者的共同选择
        Half the Fortune 500 already route through us.
        The catalogue lists 412 models today.
        从创立至今，已有超过 60 万人注册。
        Our edge spans 35 cities.
        More than a billion tokens flow through the gateway each day.
        汇聚全球 200+ 顶尖大模型
        10 万+ 用户的信赖之选
        One API, 50+ providers, 1,000+ models
        Serving developers in 80 countries
        节点遍布 12 个国家
        Join 20,000 teams building with us
    """,
    "availability": """
        # Batch console (beta)
        - 语音网关（内测中）
        - Team spaces (coming soon)
        We plan to drop the old key format in a coming release.
        旧版签名方式将在后续版本中移除。
        暂时仅面向企业开放
        We will decommission the old endpoint this winter.
        本站将于 2026 年 12 月 1 日下线旧接口
        🚧 Invoices by e-mail
        Starting in March the batch API becomes generally available.
        | Removed on | Model | Instead | => | 2025-11-02 | gpt-3.5-turbo | gpt-4o-mini |
        Only claude-sonnet-4 is available on this route.
        Route B, current chat model: claude-sonnet-4.
        We pulled the Bedrock route for Opus on Tuesday; use the direct group instead.
        Image editing is open to everyone except accounts registered in the EU.
        GPT-5 已上线，全员可用。
        该模型下个月停止服务。
        # Sora 视频接口内测中
        - Gemini 图像模型暂不支持
        | 模型 | 状态 | => | claude-3-opus | 已下线 |
        @title: 现已支持 Claude 4.5
        目前无法使用 o3，请换用其他模型。
        文生视频功能将于第三季度推出。
        > 我们已全面接入 DeepSeek R2。
        ! 新模型 GLM-5 首发上线
        语音克隆还在测试阶段，只对部分用户开放。
        旧版 gpt-3.5 已经被移除。
        - 敬请期待：Midjourney 接口即将开放
        千问三代刚刚加入模型广场。
        GPT-5 is live for all users.
        The model will be retired next month.
        # Video generation is in beta
        - Gemini image models are not supported yet
        | Model | Status | => | claude-3-opus | discontinued |
        @title: Claude 4.5 now available on the gateway
        o3 is temporarily unavailable.
        The text-to-video endpoint launches in the third quarter.
        > We have added support for DeepSeek R2.
        ! GLM-5 has arrived
        Voice cloning is still being tested with a few customers.
        The old gpt-3.5 has been removed from the catalogue.
        - Coming soon: Midjourney
        Qwen 3 just joined the model list.
        Veo 3 刚接好，欢迎试用。
        画图功能正在灰度，陆续放开。
        o1-preview 本月底停用。
        We have just switched on Grok 4.
        Fine-tuning is not offered yet.
        The embeddings endpoint comes back online on Monday.
        Access to Opus is being rolled out region by region.
        Kimi 接口维护中，暂停使用。
        Sonnet 4.5 现已开放调用
        Sora 2 即将上线
        o3-pro 暂未支持
        Realtime voice is now in public beta.
        Llama 4 support has landed.
        DALL·E 2 was shut down in May.
        suno 接口已恢复
    """,
    "latest": """
        默认走最新 turbo 版本。
        厂商一有新货，我们总是及时上新
        @description: Built around this season's flagship models
        第一时间接入最新的 GPT 模型。
        采用最先进的调度算法。
        # 全新一代推理引擎
        - 始终同步官方最新版本的模型
        | 模型 | 说明 | => | gemini-pro | 谷歌最新旗舰模型 |
        @title: 最新版 Claude 接入教程
        这是 Anthropic 刚发布的新模型。
        我们用的是业内最前沿的负载均衡方案。
        > 新一代网关，焕然一新
        ! 最新模型一览
        支持市面上最新的绘图模型。
        当下最热门的开源大模型都能在这里找到。
        We offer the latest GPT models.
        It runs on state-of-the-art routing.
        # The next-generation gateway
        - Always the newest Claude on day one
        | Model | Notes | => | gemini-pro | Google's newest flagship |
        @title: How to use the latest Claude
        This is the most recent model from Anthropic.
        Our balancer uses cutting-edge scheduling.
        > A brand-new inference engine
        ! An overview of the newest models
        Mistral's most advanced model to date.
        The gateway is always up to date with vendor releases.
        紧跟官方，模型一出就能用。
        搭载谷歌今年推出的新模型。
        Our stack is built on the most modern inference engine.
        Always in step with the newest releases from every lab.
        升级到了第四代引擎，技术领先一代。
        业内首发 GPT-5 模型
        搭载最新 H100 算力集群
        Powered by the newest generation of Nvidia GPUs
        Access brand-new models hours after release
        模型库实时更新，永远用最新
    """,
    "relative-time": """
        The last outage was two months ago.
        Claude 近期关注度持续上升。
        - 批量任务面板过阵子会跟上
        目前只支持文本输入。
        近期会调整计费方式。
        # 近日更新说明
        - 现阶段不提供发票
        @summary: 目前仅对企业用户开放注册。
        上周起，旧接口不再返回该字段。
        过段时间我们会合并这两个分组。
        > 暂时只能用支付宝付款
        ! 当前价格走势（截至今日）
        现如今，大家更习惯用一个密钥管理所有模型。
        不久之后控制台会改版。
        - 眼下最稳妥的做法是换一个分组
        最近不少用户反馈流式输出变慢。
        日后会补充更多语言的说明。
        Currently only text input is supported.
        Billing will change soon.
        # What changed recently
        - At the moment we do not issue invoices
        @description: At present, registration is open to companies only.
        Since last week the old endpoint no longer returns this field.
        We will merge these two groups in the near future.
        > For the time being, only card payments are accepted.
        These days most teams manage all models with one key.
        The console will get a new design shortly.
        - The safest choice right now is another group
        Lately many users have reported slow streams.
        More languages will be added later this year.
        Today, the gateway passes images through unchanged.
        这阵子官方线路不太稳。
        等下个版本出来再补上这一节。
        As things stand, only PDF files are read.
        A new console is on its way.
        过完年统一调整分组名称。
        For now we answer tickets on weekdays only.
        The docs will be translated within the next few weeks.
        目前仅支持人民币付款
        We are currently migrating the billing system.
        Recently added endpoints are marked with a star.
        下个月将调整分组
        PayPal support is coming in a few weeks.
    """,
    "superlative": """
        | 方案 | 说明 | => | 轻量版 | 图形界面，最易上手 |
        Answers that are significantly better than before
        新路由让模型质量显著提升。
        It is the top performer among open models.
        该模型的推理能力已经超越 GPT-4。
        Every other relay is measured against ours.
        # The gateway every other gateway is measured against
        全网最低价，没有之一。
        业内响应最快的 AI 中转站。
        # 企业的不二之选
        - 国内领先的大模型聚合平台
        | 对比项 | 本站 | => | 速度 | 行业第一 |
        @summary: 顶级线路，极致体验，遥遥领先同行。
        我们是唯一覆盖所有厂商的网关。
        找不到比这更便宜的渠道了。
        > 开发者公认的最好用的 API 平台
        ! 全球领先的 AI 网关
        质量远超同类产品，稳定性首屈一指。
        Claude 的代码能力独步天下。
        - 最强编程模型，没有对手
        把其他中转站远远甩在身后。
        The lowest price on the market, bar none.
        We run the fastest AI gateway in the industry.
        # The number one choice for teams
        - A leading provider of model access
        | Compared | Us | => | Speed | best in class |
        @description: World-class routing and unrivalled stability.
        We run the only gateway with every vendor behind it.
        You will not find a cheaper way to call Claude.
        > Developers agree it is the best API platform.
        ! The world's leading AI gateway
        Nothing else comes close to our stability.
        Claude writes better code than any other model.
        - The most powerful coding model ever made
        Far superior to every competitor.
        论稳定，没人比得过我们。
        同价位里找不出第二家。
        业内口碑之王
        Simply the best place to buy tokens.
        Everyone else is playing catch-up.
        Nothing beats Sonnet at refactoring.
        性价比之王，闭眼入
        最懂开发者的模型平台
        The gateway engineers trust most
        专业、稳定、高性价比的 API 中转首选
        国内最早的一批中转站之一
        The most complete collection of AI models anywhere
        Unbeatable prices, unmatched reliability
        全球顶尖团队打造
        业界标杆级的稳定性
        Best price guaranteed
    """,
    "uptime-latency": """
        The worker boots in about 3 seconds.
        每月平均 20 分钟故障
        充值后立即到账。
        Our router reduces cold starts by 45%.
        A failed vendor is replaced: failover in milliseconds.
        某客户接入后生成效率提升了 4 倍。
        - 上海到东京节点：平均 RTT 42ms
        直连时封号率高达 25%
        Requests arrive faster than calling the vendor directly.
        A crashed route recovers within two minutes.
        通道故障时 3 分钟内自动恢复。
        | Item | Details | => | Frankfurt | first token in under a third of a second |
        We have been down for less than ten minutes all year.
        过去一年里总共只断过十来分钟。
        平均延迟不到 200 毫秒。
        可用性达到 99.9%。
        # 毫秒级响应，告别卡顿
        - 首字延迟 0.8 秒，直连需要三秒
        | 节点 | 延迟 | => | 香港 | 45 ms |
        @summary: SLA 99.95%，全年停机不超过五小时。
        每秒可以输出八十个 token。
        比直连快三倍。
        > 工单十分钟内必有人回复
        ! 延迟对比图：我们 120ms，官方 900ms
        请求成功率高达九成九。
        客服全天候在线，5 分钟内响应。
        - 高峰期也秒回
        过去一年从未中断过服务。
        Average latency is below 200 ms.
        The gateway has 99.9% uptime.
        # Millisecond responses
        - First token after 0.8 seconds, three seconds when connected directly
        | Region | Latency | => | Hong Kong | 45 ms |
        @description: 99.95% SLA and less than five hours of downtime a year.
        It streams eighty tokens per second.
        Three times as fast as a direct connection.
        > Support answers within ten minutes.
        ! Latency chart: ours 120 ms, official 900 ms
        Nine out of ten requests finish in under a second.
        Our support is online 24/7.
        - Instant replies even at peak hours
        There has not been a single outage in the past year.
        晚高峰也稳定在一秒以内出字。
        全年故障时间加起来不到一小时。
        Answers start streaming in about half a second.
        99.99% of calls succeed on the first try.
        工单当天必回。
        提速 40%，卡顿不再。
        Ping from Shanghai: 30 ms
        Somebody is always there to help, day or night.
        SLA 99.9% 企业级保障
        国内直连，延迟低至 50ms
        7×24 小时技术支持
        Sub-100ms overhead
        Tickets are answered in under 2 hours.
        首 token 平均 600ms
        Scales to millions of requests without breaking a sweat
        高可用架构，永不宕机
    """,
    "guarantee": """
        With us a reply is a reply: we never swap the model behind it.
        0 封号，放心接入
        When a vendor fails, your users never notice.
        Your readers never notice when a vendor is away.
        回复质量与官网一模一样。
        Answers come through without any loss of quality.
        Your account will not get banned when traffic goes through our pool.
        充进来的余额放多少年都不会少。
        永久有效，绝不过期。
        保证不封号，封了包赔。
        # 100% 稳定，零风险
        - 账户余额终身可用
        | 项目 | 说明 | => | 售后 | 无条件全额退款 |
        @summary: 密钥永不失效，放心使用。
        你的数据绝对安全，任何人都看不到。
        我们承诺永不涨价。
        > 充值的额度一辈子都不会作废
        ! 官方正品，假一赔十
        绝对不会掺假，保证是满血模型。
        用我们的线路，Anthropic 查不到你。
        - 请求必达，绝不丢失
        随时可退，一分不扣。
        Credits never expire.
        Your account will never be banned, guaranteed.
        # 100% stable, zero risk
        - Lifetime access to your balance
        | Item | Terms | => | Refunds | full money back, no questions asked |
        @description: Keys that stay valid forever.
        Your data is absolutely safe and nobody can see it.
        We promise never to raise prices.
        > Your balance is yours for life.
        ! Genuine models, guaranteed
        We guarantee that requests are never downgraded to a smaller model.
        With our line, Anthropic cannot detect you.
        - Every request gets through, no exceptions
        It just works, always and everywhere.
        出了问题全由我们兜底。
        用多久都不会失效。
        模型绝无掺水，童叟无欺。
        If anything goes wrong, you get every cent back.
        Your key keeps working no matter what.
        There is no way your account gets flagged.
        余额什么时候都能提现。
        We will match any price, always.
        支持随时退款，余额秒退
        100% 官方直连，拒绝逆向
        企业级稳定，安全可靠有保障
        Your prompts are never stored or logged.
        Refunds any time, for any reason.
        Accounts stay safe: zero bans since launch.
        绝不记录用户对话内容
    """,
    "vendor-promise": """
        According to OpenAI, the goal is a cheaper tier.
        We plan to release an open model next.
        They may expire old credits, but have no plans to do so.
        OpenAI 下半年会下调价格。
        据内部人士透露，Claude 5 将在春节前发布。
        # DeepSeek 官方已承诺不限速
        - 谷歌计划年底开放更大的窗口
        @summary: Anthropic 即将取消地区限制，提前了解应对办法。
        上游答应明年给我们更多配额。
        智谱不会关闭这个接口。
        > 厂商销售说三月会有大降价
        ! 传闻：GPT-6 将于六月推出
        月之暗面打算放开并发限制。
        阿里云会一直维护这个版本，放心接入。
        百度近期将停止提供旧版模型。
        OpenAI will cut prices in the second half of the year.
        According to insiders, Claude 5 is coming before spring.
        # DeepSeek has promised to lift its limits
        - Google plans to open a larger window by the end of the year
        @description: Anthropic is about to drop its regional restrictions.
        Our upstream has agreed to give us more quota next year.
        Zhipu will not shut this endpoint down.
        > The vendor's sales team told us a price cut is coming in March.
        ! Rumour: GPT-6 will ship in June
        Moonshot intends to relax its concurrency limits.
        Mistral is going to keep this version alive for years.
        Microsoft expects to retire the old deployment this spring.
        Anthropic 年内会在国内开放注册。
        听说 OpenAI 要涨价，赶紧囤额度。
        厂商那边已经点头，下月起放宽并发。
        Google told us the quota goes up in May.
        Expect OpenAI to halve its image prices before summer.
        xAI 下一代模型会更便宜。
        DeepSeek is not going to charge for this.
        Anthropic 预计 Q3 推出 Claude 5
        谷歌承诺永久免费提供该模型
        OpenAI says GPT-6 will be out by Christmas.
        Meta is expected to open-source the next Llama this fall.
        上游确认下周扩容
        DeepSeek 官方表示高峰期后会恢复原价
    """,
    "hidden-route": """
        熟客可以要一个不对外公布的地址。
        Regulars are moved to the node we hold back for friends.
        For a better rate, contact us via Telegram.
        默认分组走逆向混合
        This group isn't listed; message the owner on Telegram and he will switch it on for you by hand.
        - 需要发票抬头与付款人不一致的，私下跟客服说一声就能通融
        需要更高额度可以找客服特批。
        我们有内部渠道，走的是企业号池。
        # 隐藏分组使用说明
        - 加微信可开通不对外的特殊线路
        | 分组 | 说明 | => | svip | 仅限老客户，需管理员手动开通 |
        @summary: 利用厂商的临时漏洞拿到低价额度，先到先得。
        把请求头改成这个值就能绕过地区限制。
        私信群主，给你单独开白名单。
        > 这条线路没有公开，请勿外传
        ! 内部专用通道申请方式
        给运维打个招呼，额度就能往上调。
        老用户可以走后门拿到更便宜的分组。
        - 该接口未写入文档，但可以直接调用
        被限速的话，我们可以人工帮你解除。
        Ask support for a manual exception if you need more.
        We use an internal channel backed by enterprise accounts.
        # How to use the hidden group
        - Message us on WeChat to unlock the private line
        | Group | Notes | => | svip | long-time customers only, enabled by hand |
        @description: A temporary loophole at the vendor gives you cheaper quota.
        Set this header and the regional block is bypassed.
        Message the group owner and you will be whitelisted.
        > This route is not public, please do not share it.
        ! Applying for the internal channel
        A word with the operator and your cap is raised.
        Regular customers get in through the back door.
        - The endpoint is undocumented, but you can call it
        If you are throttled, we can lift it for you by hand.
        群里发口令，机器人给你换高速线路。
        有熟人介绍的话，可以走企业账号。
        把邮箱发给管理员，后台给你提一档。
        A friend at the vendor keeps our accounts off the radar.
        Known customers are moved to a faster pool on request.
        Use the old endpoint, which nobody has closed so far, to avoid the limit.
        这个入口官网上看不到，收藏好。
        DM us and we will sort out a bigger quota.
        VIP 专线，仅对老客户开放
        联系客服获取内部价格
        走 AWS 企业通道，不走公开 API
        Enterprise customers can request a private route by chat.
        可提供逆向渠道，价格更低
        Contact us on Telegram for special pricing.
        Some models are not listed; ask an admin to turn them on.
        加 QQ 群找群主改分组
    """,
}
"""What must be found, by the category that names it best."""

NEARBY: Mapping[str, tuple[str, ...]] = {
    "price": ("discount", "free-quota", "rate-limit"),
    "discount": ("price", "free-quota"),
    "free-quota": ("price", "discount", "rate-limit"),
    "context-window": ("rate-limit",),
    "rate-limit": ("free-quota", "count", "guarantee"),
    "count": ("superlative",),
    "availability": ("relative-time", "vendor-promise", "latest"),
    "latest": ("superlative", "availability"),
    "relative-time": ("availability", "price"),
    "superlative": ("guarantee",),
    "uptime-latency": ("guarantee", "superlative", "count"),
    "guarantee": ("superlative", "uptime-latency", "discount"),
    "vendor-promise": ("availability", "relative-time", "guarantee", "latest"),
    "hidden-route": ("guarantee",),
}
"""Categories that name a sentence of another nearly as well, so that either is right."""

STABLE: Mapping[str, str] = {
    "status": """
        返回 429 时，请等待后重试。
        401 表示密钥无效，403 表示没有权限。
        # 504 与超时
        - 404：检查 Base URL 是否多写了一段路径
        | 状态码 | 含义 | => | 503 | 上游暂时无法处理请求 |
        A 429 means that the limit of the key was reached.
        The gateway answers 401 when the key is missing.
        # Error 502
        - 400: the request body is no valid JSON
        | Status | Meaning | => | 503 | the upstream cannot take the request |
        接口遵循 RFC 6750，通过 HTTP/1.1 与 HTTP/2 提供服务。
        Connections use TLS 1.2 or TLS 1.3 on port 443.
    """,
    "setting": """
        The timeout has to be longer than what the account pool needs.
        The worker defaults to concurrency 6.
        The retry limit (default: 3) counts per request.
        把超时时间设置为 60 秒。
        默认端口是 3000，可在配置文件中修改。
        - `max_tokens`：单次回复的最大 token 数，默认 1024
        | 参数 | 默认值 | 说明 | => | `timeout` | 60 | 请求超时的秒数 |
        重试次数填 3，间隔填 2 秒。
        `temperature` 的取值范围是 0 到 2。
        Set the timeout to 60 seconds.
        The default port is 3000; change it in the configuration file.
        - `max_tokens`: the most tokens in a reply, 1024 by default
        | Parameter | Default | Meaning | => | `timeout` | 60 | Seconds before a request is given up |
        Enter 3 for retries and 2 seconds for the delay.
        `temperature` ranges from 0 to 2.
        | Variable | Default | Meaning | => | `MAX_CONCURRENCY` | 10 | Requests that run in parallel |
        - `rate_limit`（整数）：每分钟允许的请求数，默认不限制
        Choose a screenshot smaller than 5 MB.
        上传的文件不超过 10 MB。
        把并发数调到 4，可以避免触发限流。
        超过 30 秒没有响应时，客户端会断开连接。
        The client gives up after 30 seconds without an answer.
        Enter 8192 as the maximum number of output tokens if the client insists on a value.
        在“最大 token 数”一栏填 4096。
        | 选项 | 类型 | 说明 | => | `contextWindow` | 整数 | 客户端裁剪历史所用的长度，默认 32000 |
        | Option | Type | Meaning | => | `contextWindow` | number | Length to which the client trims the history, 32000 by default |
        `stream_options` 只在流式请求中有效。
        Each retry waits twice as long as the one before.
        日志保留 7 天，可在配置中修改。
        A page may list up to 50 results; use `cursor` for the next one.
        一页最多返回 50 条记录，翻页请用 `cursor`。
    """,
    "code": """
        $ docker pull example/gateway:latest
        $ client.chat.completions.create(model="gpt-4o-mini", max_tokens=256)
        $ price = 0.15  # per million
        $ curl https://api.example.com/v1/models | head -n 20
        $ {"free_quota": 1000, "rate_limit": "60/min"}
        $ # wait 60 seconds before the next try
        $ retries: 3
        ~ 目前全场八折，等活动上线再打开
        ~ the fastest gateway, 50% off
        运行 `docker pull gateway:latest` 更新镜像。
        The enum `newest` sorts by date.
        字段 `free_quota` 的单位是 token。
        Use the tag `:latest` only in tests.
        把 `claude-opus-latest` 填入模型名称。
    """,
    "date": """
        本页最近更新于 2026-02-11。
        # 2026-03-18 更新记录
        ^ 新增 GPT-5，延迟降低 30%。
        ^ Added Claude 4.5; requests are now 2x faster.
        ^ 目前支持 200 个模型。
        @updated: 2026-11-24
        @review_by: 2027-05-24
        @tags: latest
        本页最后更新于 2026-11-20。
        This page was last reviewed on 2026-11-20.
        - 密钥创建时间：2026-01-15 10:00
    """,
    "step": """
        # 第一步：创建密钥
        # 第 3 步 填写 Base URL
        - 第二，选择模型
        第一次调用时请先用短提示词测试。
        完成以上三个步骤后，重启客户端。
        # Step 2: Make a key of your own
        # 3. Choose a model
        - First, open the settings
        The first request may take longer while the client connects.
        After these four steps, restart the client.
        整个过程只需要填写两个字段。
        Only two fields have to be filled in.
    """,
    "version": """
        需要 Python 3.9 及以上版本。
        客户端最低版本 1.2.0。
        | 客户端 | 最低版本 | => | Cherry Studio | 1.4.0 |
        从 v3.13.0 起可以在界面里选择模型。
        Node.js 18 or newer is needed.
        Requires version 0.2.30 or later.
        | Client | Minimum version | => | Cursor | 0.45 |
        Since v3.13.0 the model can be chosen in the dialog.
        - pip 23 以上
        - macOS 12 or later
    """,
    "runtime": """
        未用完的额度不会结转到下个月。
        上周三的账单在列表第一行。
        面板左侧是本窗口（8 小时）已用的次数。
        查看当前密钥所属的分组。
        当前选中的模型会显示在标题栏。
        请把客户端升级到最新版本后再试。
        从 Releases 页面下载最新的安装包。
        - 列表按最近一次请求的时间排序
        如果当前目录下没有配置文件，请新建一个。
        临时文件会在退出时删除。
        | 字段 | 说明 | => | 最近使用 | 该密钥最近一次请求的时间 |
        切换后，现有会话仍使用原来的模型。
        Check which group the current key belongs to.
        The currently selected model is shown in the title bar.
        Update the client to the latest version and try again.
        Download the latest release from the Releases page.
        - Sorted by the time of the most recent request
        If the current folder has no configuration file, create one.
        Temporary files are removed on exit.
        | Field | Meaning | => | Last used | Time of the key's most recent request |
        Running sessions keep the model that they now use.
        请稍后再试，或换一个时间段。
        Now click Save.
        现在可以关闭设置窗口。
        Leave this field empty for now.
        Try again in a few minutes.
        刚刚创建的密钥会出现在列表顶部。
        Copy the key you have just created.
        当前余额不足时，接口会返回 402。
        Restart the client if the new key does not take effect immediately.
        控制台右上角显示当前余额。
        The balance is shown in the upper right corner.
        最近 10 条请求会显示在日志页。
        The log page shows the ten most recent requests.
        如果现在的密钥可用，就不需要新建。
        If your current key works, there is no need for a new one.
        升级后第一次启动会花一点时间。
        The first start after an upgrade takes a little longer.
        先关闭旧会话，再开始新的对话。
        Install the newest release of the client before you report a problem.
        刷新页面即可看到最新数据。
        Refresh the page to see the latest data.
        新密钥几分钟内生效。
        请等待当前请求结束后再切换模型。
        Wait until the running request has ended, then switch the model.
        删除后无法恢复，请先备份。
        Deleting cannot be undone; make a backup first.
        The new name appears once the page has been reloaded.
    """,
    "idiom": """
        `preview` 指向最新版本的模型。
        过期时间填 -1 表示永不过期。
        密钥管理的最佳实践是定期轮换。
        用户邮箱必须唯一。
        每个请求都有唯一标识。
        # 最大连接数
        首选语言可以在设置中修改。
        - 至少保留一个管理员账号
        把日志级别调到最低。
        优先使用环境变量，而不是写在代码里。
        免费软件许可证见仓库根目录。
        以第一个匹配的规则为准。
        Rotating keys is a best practice.
        Every request has a unique id.
        The retry is done on a best-effort basis.
        # Maximum connections
        At least one administrator must remain.
        This is the best place to start if you are new to APIs.
        Feel free to open an issue.
        The container runs with the least privileges.
        See the license for terms under which this free software is distributed.
        The first matching rule wins.
        Fields are read from top to bottom, last one wins.
        Latest wins: a second file of the same name replaces the first.
        Prices in the table are examples in a fictional currency.
        该命令保证按顺序执行。
        The queue guarantees delivery in order.
        消息至少投递一次。
        The lock guarantees that only one job runs at a time.
        缓存永不过期时填 -1。
        Set the value to 0 if the entry never expires.
        进度达到 100% 后自动关闭。
        The bar turns green at 100%.
        请不要把密钥提交到仓库。
        Never commit keys to a repository.
        绝不要在工单里发送完整密钥。
        日志中永远看不到明文密码字段，因为写入前已被删除。
        Best regards, the support team
        默认使用第一个可用的模型。
        By default the first model in the list is used.
        唯一需要改动的是 Base URL。
        The only thing that changes is the Base URL.
        最重要的一步是确认 Base URL。
        The most important step is to check the Base URL.
        最常见的原因是密钥多了空格。
        The most common cause is a space in the key.
        最简单的办法是重启客户端。
        The easiest way to test a key is the command below.
        最好先在测试环境验证。
        It is best to test in a staging environment first.
        最多保留最近的 20 条消息。
        最后一行应当显示 200。
        Never paste a key into a chat.
        千万不要把密钥写进前端代码。
        一次只改一个设置，便于定位问题。
        Change one setting at a time.
        按一下回车即可发送。
        二者的区别只有一个字段。
        任何人拿到密钥都能使用，请妥善保管。
        Anyone who holds the key can use it, so keep it safe.
        Always use https.
        始终通过环境变量传入密钥。
        保证 Base URL 与密钥属于同一个网站。
        Make sure that the Base URL and the key belong to the same site.
        完整的错误信息有助于定位问题。
        In the first place, check the status code.
        One and the same key works for both protocols.
        Two requests are sent: one for the list, one for the answer.
        客户端会同时发送两个请求头。
        半角与全角冒号不能混用。
        See you in the next chapter.
    """,
    "prohibition": """
        帮助文档不会写死限时价格、邀请码或“永久免费”。
        > 编辑须知：稿件里不写“目前支持”，也不写模型总数。
        不要写“全网最低价”。
        页面中不得出现价格、折扣和赠送额度。
        - 避免使用“目前”“即将”等词
        禁止承诺不封号或永久有效。
        客服不应向用户保证可用性。
        文案里别写“100% 稳定”。
        Do not write “the fastest gateway”.
        Public pages must not contain prices, discounts or bonus credits.
        - Avoid words such as currently, soon and now
        Never promise that an account will not be banned.
        Support must not guarantee availability.
        Don't claim to be the cheapest.
        我们不承诺任何模型长期可用。
        We do not promise that a model stays available.
        不提供内部渠道，也不接受特批申请。
        There is no private line and no manual exception.
        延迟受网络影响，无法保证。
        Latency depends on the network and cannot be guaranteed.
        不能写“官方五折”这样的宣传语。
        Do not say “50% off” on a public page.
        回复用户时不要承诺到账时间。
        Support never promises how long an incident will last.
        标题里不要出现“最强”“首选”。
        Titles must not contain “best” or “leading”.
        不要引用“注册送 5 美元”这样的活动文案。
        Do not quote campaigns such as “get $5 for free”.
        不得暗示存在内部渠道。
        Never hint at an internal channel.
        避免写“目前支持 300 个模型”，改为说明如何查询。
        Instead of “currently 300 models”, say how to list them.
    """,
    "question": """
        # Case 12: Why is my model list empty?
        # 为什么价格会变？
        # 有没有免费额度？
        # 上下文窗口有多大？
        - 你们支持最新的模型吗？
        用户常问：“会不会封号？”
        如何知道某个模型现在能不能用？
        # How much does a call cost?
        # Is there a free tier?
        # How long is the context window?
        - Do you support the newest models?
        Users often ask, “Will my account be banned?”
        How do I find out whether a model is available?
        # Which model is the fastest?
        # 哪个模型最便宜？
        # 密钥会过期吗？
        # 余额可以退吗？
        # 为什么同一个模型有不同的价格？
        # Why is the first token slow?
        # Can I use several keys at the same time?
        # Do credits expire?
        用户想知道自己的账号会不会被封，应当怎样回答？
        What should support say when somebody asks for a discount?
        # 支持多少并发？
        # How many models are there?
    """,
    "verification": """
        The list of free models is on the pricing page.
        价格以控制台的模型页为准。
        请在结算页确认是否有折扣。
        免费额度的规则见额度说明页。
        上下文长度请查看模型详情页。
        - 读取响应头中的剩余请求数，遇到 429 等待后重试
        调用 `/v1/models` 可以看到密钥能使用的模型。
        是否可用以状态页为准。
        | 事项 | 在哪里查看 | => | 价格 | 控制台的模型页 |
        厂商的计划请看其官方公告。
        Read the price on the model page of the console.
        The checkout page shows whether a discount applies.
        The quota page lists what the account includes.
        Confirm the context length on the model detail page.
        - Read the remaining-requests header and wait when you see 429
        Call `/v1/models` to see which models a key may use.
        The status page shows whether the service is up.
        | Question | Where to look | => | Price | the model page of the console |
        Follow the vendor's announcements for its plans.
        想知道是否有最新模型，请查询模型列表。
        To learn about rate limits, open the limits page.
        套餐包含的内容会显示在订单确认页。
        Measure latency from your own network with the command below.
        用下面的命令从自己的网络测量延迟。
        充值前请在结算页核对金额。
        Check the amount on the checkout page before you pay.
        模型是否下线，请看厂商公告。
        Whether a beta is open to you is shown on the model page.
        延迟可以用 `curl -w` 测量。
        Measure the time to the first token with `curl -w`.
        限额以响应头 `x-ratelimit-limit` 为准。
        The header `x-ratelimit-limit` shows the limit of a key.
        退款条件见服务条款。
        The terms of service describe refunds.
        支持的模型以 `/v1/models` 的返回为准。
        要了解是否有试用，请打开额度页。
        Open the status page to see whether there is an incident.
        哪些客户端受支持，见客户端列表。
    """,
    "general": """
        验收时延迟应小于 200ms。
        Tokens count in both directions, so a 1,000-token prompt consumes more toward the limit than it seems.
        All requests go through the gateway, which checks the key.
        Machine four went down for 3 hours in the exercise.
        The emoji is available to everyone in the room.
        The problem with “best gateway” lists is who writes them.
        这几家没有“谁碾压谁”，只看谁更适合你。
        各位同事好，附件是上周例会的纪要，请查收。
        模型之间价格有别，提示词越长费用越高。
        模型越大，响应往往越慢。
        厂商可能随时调整价格和配额。
        流式输出让用户更早看到内容。
        上下文越长，占用的额度越多。
        网络不稳定时，首个 token 会来得更晚。
        降低并发可以减少 429。
        Prices differ between models, and long prompts cost more.
        Larger models tend to answer more slowly.
        Vendors may change prices and quotas at any time.
        Streaming lets readers see text earlier.
        A longer context uses more of the quota.
        On a weak network the first token arrives later.
        Lower concurrency leads to fewer 429 responses.
        额度按实际使用的 token 数计算。
        Usage is counted in tokens.
        超出限额的请求会被拒绝。
        Requests above the limit are rejected.
        模型下线后，旧的名称会返回错误。
        Once a model is withdrawn, its old name returns an error.
        缓存可以降低成本和延迟。
        Caching lowers cost and latency.
        选择离用户近的节点可以缩短等待。
        稳定的线路对长对话很重要。
        Choose the cheapest model that solves the task.
        在满足要求的模型里选择最便宜的一个。
        更换密钥后，旧密钥立即失效。
        After a key is revoked, clients that use it receive 401.
        没有余额时，请求会返回 402。
        A free-form text field accepts any characters.
        价格由厂商决定，网关按用量结算。
        Which models are offered depends on the group of the key.
        不同渠道返回的字段可能略有差异。
        Channels may differ in which fields they return.
        同一个模型在不同厂商的名称可能不同。
        Long prompts take longer to process.
        缓存命中时不会重新计算提示词。
        Models without vision reject images.
        不支持图片的模型会拒绝带图片的请求。
        速度取决于模型、提示词长度和网络。
        How long an answer takes depends on the model and the length of the prompt.
        The best model for a task is the one that passes your own tests.
        没有一个模型适合所有任务。
        No model is right for every task.
        较小的模型更便宜，但更容易出错。
        Smaller models are cheaper and make more mistakes.
        汇率会变化，账单以扣款当日为准。
        Rates change, so compare before you commit.
        并非所有模型都支持工具调用。
        Not every model can call tools.
        上游恢复后，请求会自动成功。
        限流按密钥计算，不按 IP 计算。
        Limits apply to the key, not to the address.
    """,
    "example": """
        用户 A 邀请用户 B，B 花 500 元买了兑换码。
        下面的估算，每轮按 2000 tokens 的问题折算。
        例如，一次请求用了 1200 个 token，其中输入 1000 个。
        假设输入单价为 2 元，那么一百万 token 需要 2 元。
        Suppose the price is $2 per million tokens; then 500k tokens cost $1.
        For example, a limit of 60 requests per minute means one each second.
        | 示例 | 值 | => | 示例余额 | 12.50 |
        For instance, a prompt of 1,000 tokens and a reply of 200 use 1,200 tokens.
        假如每分钟限 60 次，那么平均每秒不超过一次。
        Imagine that two colleagues share a key with a limit of 10 calls.
        例如：“请求 ID 为 abc，时间为 10:24，状态码 502。”
        For example, 100 requests of 2,000 tokens each use 200k tokens.
        假设每天 300 次请求，每次 800 token，则每天约 24 万 token。
        Suppose a team of 20 people shares a budget of $500.
    """,
    "instruction": """
        正式上线前，请用测试令牌跑一遍。
        Call the list endpoint to see if a model is still in preview.
        2. 刷新最新模型列表，再选一个；
        打开设置，选择“自定义模型”，填写 Base URL。
        在 API Key 一栏粘贴密钥。
        点击右上角的保存按钮。
        选择一个模型并发送一条消息。
        - 复制密钥时不要带上空格
        把请求 ID 和时间一起发给支持团队。
        # 配置 Cherry Studio
        重启客户端使设置生效。
        每个项目使用单独的密钥，便于停用。
        联系支持团队时，请附上状态码和报错原文。
        Open the settings, choose a custom model and enter the Base URL.
        Paste the key into the field API Key.
        Click Save in the upper right corner.
        Choose a model and send a message.
        - Copy the key without spaces
        Send the request id and the time to support.
        # Set up Cherry Studio
        Restart the client so that the settings take effect.
        Use a key of its own for each project, so that one can be revoked.
        When you contact support, include the status code and the error text.
        The client adds the path itself.
        客户端会自行补上路径。
        管理员可以在后台为成员分配密钥。
        Administrators assign keys to members in the console.
        在私有网络中部署时，请把网关地址加入客户端的白名单。
        Add the gateway to the allowlist of your firewall.
        隐藏文件以点开头。
        Hidden files begin with a dot.
        内部错误请附上请求 ID。
        An internal error comes with a request id.
        请求失败后最多重试 3 次。
        Retry at most three times after a failure.
        Wait two seconds, then double the pause after each attempt.
        每次重试之间等待 2 秒。
        ! 设置窗口的截图
        ! Screenshot of the settings dialog
        @title: 在 Cursor 中配置自定义模型
        @summary: What to send to support when a request fails.
        @summary: 请求失败时应向支持团队提供哪些信息。
        @title: Configure a custom model in Cursor
        | 步骤 | 操作 | => | 1 | 打开设置 |
        | Step | Action | => | 1 | Open the settings |
        日志保留在本机，路径见下文。
        Logs stay on your machine.
        支持 OpenAI 与 Anthropic 两种协议。
        Both the OpenAI and the Anthropic protocol are understood.
        流式接口以 `data: [DONE]` 结束。
        The stream ends with `data: [DONE]`.
        The response lists the newest messages first.
        返回结果按时间倒序排列，最新的在最前。
        团队共用一个密钥时，无法区分是谁发出的请求。
        If a team shares one key, nobody can tell who sent a request.
        迁移前先记录旧网关的模型名称。
        Write down the model names of the old gateway before you migrate.
        把下面的内容复制到 `.env` 文件。
        团队成员离职时，请停用其密钥。
        Revoke the key when somebody leaves the team.
        先用短提示词测试，再换成真实内容。
        上线前逐项检查清单。
        Go through the checklist before launch.
        迁移时先切一小部分流量。
        Move a small part of the traffic first.
        发布后一周内每天查看错误日志。
        Look at the error log every day in the first week after launch.
        保留旧配置两周，以便回退。
        Keep the old configuration for two weeks so that you can go back.
        每个部门使用各自的密钥和预算。
        Give each department its own key and budget.
        请求体超过 20 MB 时请改用文件接口。
        Use the files endpoint for bodies larger than 20 MB.
        图片需要转换为 base64 或公开的 URL。
        重复三次仍失败时，请提交工单。
        If it fails three times in a row, open a ticket.
        ! 控制台中密钥列表的截图
        ! The page of keys in the console
        @summary: 三步完成 Cherry Studio 的接入。
        @summary: Connect Cherry Studio in three steps.
        # 五分钟上手
        # Quick start
        > 提示：复制时不要带上引号。
        > Tip: do not copy the quotation marks.
    """,
}
"""What must not be found, by what it is."""

FIRST = {
    "zh": ("本页说明如何接入网关。", "先准备好密钥与 Base URL。", "按下面的说明操作。"),
    "en": ("This page explains how to connect to the gateway.", "Have the key and the Base URL at hand."),
}
LAST = {
    "zh": ("如果仍有问题，请联系支持团队。", "完成后重启客户端。"),
    "en": ("If it still fails, ask support.", "Then restart the client."),
}
TITLES = {
    "zh": ("接入说明", "常见问题", "使用网关"),
    "en": ("Connecting", "Questions and answers", "Using the gateway"),
}
PLACES = {
    "#": "heading",
    "-": "list",
    ">": "quote",
    "!": "alt",
    "@": "front-matter",
    "|": "table",
    "$": "code",
    "~": "html-comment",
    "^": "changelog",
}
HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One labelled sentence, as Markdown knows it."""

    text: str
    language: str
    place: str
    category: str
    volatile: bool

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules of which one must fire."""
        return tuple(f"claims/{name}" for name in (self.category, *NEARBY[self.category])) if self.volatile else ()


def _sentences() -> Iterator[Sentence]:
    for volatile, blocks in ((True, CLAIMS), (False, STABLE)):
        for category, block in blocks.items():
            for line in filter(None, map(str.strip, block.splitlines())):
                place = PLACES.get(line[0], "prose") if line[1:2] == " " or line[0] == "@" else "prose"
                text = line[1:].strip() if place != "prose" else line
                yield Sentence(text, "zh" if HAN.search(line) else "en", place, category, volatile)


SENTENCES = tuple(_sentences())


def page(sentence: Sentence, rng: random.Random) -> tuple[str, int]:
    """A page with a sentence in its place, and the line on which the sentence stands."""
    language = sentence.language
    before, after = rng.choice(FIRST[language]), rng.choice(LAST[language])
    title, mark = rng.choice(TITLES[language]), "\ue000"
    marked = mark + sentence.text
    front = ""
    match sentence.place:
        case "heading":
            block = f"## {marked}"
        case "list":
            block = f"- {rng.choice(LAST[language])}\n- {marked}"
        case "quote":
            block = f"> {marked}"
        case "alt":
            block = f"![{marked}](../images/picture.png)"
        case "front-matter":
            key, _, value = sentence.text.partition(": ")
            value = value if value.startswith(('"', "'")) else f'"{value}"'
            front, block = f"---\n{key}: {mark}{value}\n---\n\n", rng.choice(FIRST[language])
        case "table":
            head, _, row = sentence.text.rpartition(" => ")
            columns = row.strip().strip("|").count(" | ") + 1
            head = head or "|" + "  |" * columns
            # The character before the first is the bar that opens the row.
            block = f"{head.strip() or '|' + '   |' * columns}\n|{'---|' * columns}\n{mark}{row}"
            block = block if block.startswith("|") else f"| {block}"
        case "code":
            block = f"```python\n{marked}\n```"
        case "html-comment":
            block = f"<!-- {marked} -->"
        case "changelog":
            block = f"## {'更新日志' if language == 'zh' else 'Changelog'}\n\n- {marked}"
        case _:
            block = marked
    text = f"{front}# {title}\n\n{before}\n\n{block}\n\n{after}\n"
    line = text[: text.index(mark)].count("\n") + 1
    return text.replace(mark, ""), line


def case(sentence: Sentence, name: str, rng: random.Random) -> Case:
    """A page with one sentence, labelled."""
    text, line = page(sentence, rng)
    kind = "claims" if sentence.volatile else "stable"
    return Case(
        name=name,
        family="claims",
        text=text,
        lines=((line, line),) if sentence.volatile else (),
        labels={
            "language": sentence.language,
            "place": sentence.place,
            kind: sentence.category,
            f"{kind} {sentence.language}": sentence.category,
        },
        rules=(sentence.rules,) if sentence.volatile else (),
    )


def cases(seed: int) -> Iterator[Case]:
    """A page for every sentence; sentences of one kind in the order of the seed."""
    rng = random.Random(seed)
    shuffled = rng.sample(SENTENCES, len(SENTENCES))
    for number, sentence in zip(itertools.count(), shuffled, strict=False):
        yield case(sentence, f"claims-{number:04}-{sentence.place}-{sentence.category}", rng)
