// The OpenAI SDK for Node.
import OpenAI from "openai";
import { drive } from "./driver.mjs";

const model = "gpt-4o-mini";
const messages = [{ role: "user", content: "ping" }];
const client = (keywords) => new OpenAI({ apiKey: "sk-live-test", maxRetries: 0, timeout: 20_000, ...keywords });

async function chat(keywords) {
  const answer = await client(keywords).chat.completions.create({ model, messages });
  return answer.choices[0].message.content;
}

async function stream(keywords) {
  let text = "";
  for await (const chunk of await client(keywords).chat.completions.create({ model, messages, stream: true }))
    text += chunk.choices[0]?.delta?.content ?? "";
  return text;
}

async function responses(keywords) {
  return (await client(keywords).responses.create({ model, input: "ping" })).output_text;
}

await drive({ chat, stream, responses });
