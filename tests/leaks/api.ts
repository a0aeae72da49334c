import type { Fixture } from "./fixture.ts"
import type { Persona } from "./personas.ts"

/** What the API answered, whatever it was. */
export interface Answer {
  status: number
  /** Parsed where it is JSON, else the text. */
  body: unknown
  /** Whether something of the fixture's customer is in it. */
  leaks: boolean
}

/** A request to the stack as that person: their token, or the publishable key alone. */
export async function ask(
  f: Fixture,
  persona: Persona,
  path: string,
  init: { method?: string; body?: unknown } = {},
): Promise<Answer> {
  const token = f.token(persona)
  const response = await fetch(`${f.stack.url}${path}`, {
    method: init.method ?? "GET",
    headers: {
      apikey: f.stack.publishableKey,
      "content-type": "application/json",
      prefer: "return=representation",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: parse(text),
    leaks: [f.marker, f.customerNumber].some((secret) => text.includes(secret)),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Rows in an answer; 0 for an error. */
export function rowCount({ status, body }: Answer): number {
  return status < 300 && Array.isArray(body) ? body.length : 0
}

/** Whether the database refused: no privilege or row level security (42501), or a view that cannot be written (55000). */
export function isRefused({ status, body }: Answer): boolean {
  const { code } = (body ?? {}) as { code?: unknown }
  return status >= 400 && (code === "42501" || code === "55000")
}
