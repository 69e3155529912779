// The Anthropic SDK for TypeScript.
import Anthropic from "@anthropic-ai/sdk";
import { drive } from "./driver.mjs";

async function messages(keywords) {
  const client = new Anthropic({ apiKey: "sk-ant-live-test", maxRetries: 0, timeout: 20_000, ...keywords });
  const question = [{ role: "user", content: "ping" }];
  const answer = await client.messages.create({ model: "claude-sonnet-4-5", max_tokens: 16, messages: question });
  return answer.content[0].text;
}

await drive({ messages });
