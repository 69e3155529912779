// The Vercel AI SDK with its three providers.
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText } from "ai";
import { drive } from "./driver.mjs";

const ask = async (model) => (await generateText({ model, prompt: "ping", maxRetries: 0 })).text;
const openai = (keywords) => createOpenAI({ apiKey: "sk-live-test", ...keywords });
const compatible = (keywords) => createOpenAICompatible({ name: "gateway", apiKey: "sk-live-test", ...keywords });
const anthropic = (keywords) => createAnthropic({ apiKey: "sk-ant-live-test", ...keywords });

await drive(
  {
    chat: (keywords) => ask(openai(keywords).chat("gpt-4o-mini")),
    compatible: (keywords) => ask(compatible(keywords)("gpt-4o-mini")),
    responses: (keywords) => ask(openai(keywords)("gpt-4o-mini")),
    messages: (keywords) => ask(anthropic(keywords)("claude-sonnet-4-5")),
  });
