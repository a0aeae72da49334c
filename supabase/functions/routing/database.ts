import { z } from "zod"
import { type LoadedCall, loadedCall } from "../_shared/calls/loaded.ts"
import { camelCased } from "../_shared/calls/spelling.ts"
import type { Append } from "./append.ts"
import type { Lookup } from "./lookup.ts"

const appended = z.discriminatedUnion("status", [
  z.object({ status: z.literal("appended"), waiting: z.array(z.uuid()), taken: z.array(z.uuid()) }),
  z
    .object({ status: z.literal("repeated"), call_id: z.uuid().nullable(), answer: z.unknown() })
    .transform(camelCased),
  z.object({ status: z.literal("conflict"), reason: z.enum(["moved", "taken"]) }),
])
export type Appended = z.infer<typeof appended>

/** The two questions to the database; `call` posts a body to an SQL function and returns its answer. */
export class Database {
  readonly #url: string
  readonly #headers: Record<string, string>

  /** `key` is the project's secret key; an older one is a JWT and must also be sent as such. */
  constructor(url: string, key: string) {
    this.#url = `${url}/rest/v1/rpc`
    this.#headers = { apikey: key, "content-type": "application/json" }
    if (key.startsWith("ey")) this.#headers.authorization = `Bearer ${key}`
  }

  async load(lookup: Lookup): Promise<LoadedCall> {
    return loadedCall.parse(await this.#call("load_call", lookup))
  }

  async append(append: Append): Promise<Appended> {
    return appended.parse(await this.#call("append_call_events", append))
  }

  async #call(name: string, p: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}/${name}`, {
      method: "POST",
      headers: this.#headers,
      body: JSON.stringify({ p }),
    })
    if (!response.ok) throw new Error(`${name} answered ${response.status}: ${await response.text()}`)
    return await response.json()
  }
}
