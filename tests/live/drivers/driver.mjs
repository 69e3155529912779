// What every driver in JavaScript does; driver.py says what that is.
import dns from "node:dns";
import { createInterface } from "node:readline";

const outside = new Set();
const lookUp = dns.lookup;

// A client that took no notice of its setting sends nothing to its vendor; where it wanted to is noted.
dns.lookup = (host, options, done) => {
  const finish = done ?? options;
  if (["127.0.0.1", "localhost"].includes(host.toLowerCase())) return lookUp(host, options, done);
  outside.add(host);
  return process.nextTick(finish, Object.assign(new Error("this driver asks nobody else"), { code: "ENOTFOUND" }));
};

function says(error) {
  const cause = error?.cause?.message ? ` (${error.cause.message})` : "";
  return `${error?.constructor?.name ?? "Error"}: ${error?.message ?? error}${cause}`;
}

async function answered(ways, { way, name, value }) {
  const variable = /^[A-Z][A-Z0-9_]*$/.test(name);
  if (variable) process.env[name] = value;
  try {
    return { says: (await ways[way](variable ? {} : { [name]: value })) ?? null, error: null };
  } catch (error) {
    return { says: null, error: says(error) };
  } finally {
    if (variable) delete process.env[name];
  }
}

export async function drive(ways) {
  const print = (value) => process.stdout.write(JSON.stringify(value) + "\n");
  console.log = console.error; // what a client prints is no answer of ours
  for await (const line of createInterface({ input: process.stdin })) {
    outside.clear();
    const answer = await answered(ways, JSON.parse(line));
    print({ ...answer, outside: [...outside].sort() });
  }
  process.exit(0); // without waiting for connections that a client keeps
}
