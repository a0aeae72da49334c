import { randomUUID } from "node:crypto"
import pg from "pg"
import type { Claims } from "../tokens.ts"

/** What a policy on `realtime.messages` can be asked about. */
export type Extension = "broadcast" | "presence"

/** Asks the policies of `realtime.messages` as a caller. Nothing of it stays in the database. */
export interface Authorization {
  /** The extensions the caller may receive on a private topic. */
  readable: (claims: Claims, topic: string) => Promise<Set<Extension>>
  mayWrite: (claims: Claims, topic: string, extension: Extension) => Promise<boolean>
}

/** `pool` signs in as a superuser: it puts the probe rows there before it takes on the caller's role. */
export function createAuthorization(pool: pg.Pool): Authorization {
  return {
    readable: async (claims, topic) => {
      const probes = [
        { id: randomUUID(), extension: "broadcast" as const },
        { id: randomUUID(), extension: "presence" as const },
      ]
      const rows = await refusedAsNone(
        rolledBack(pool, [
          `insert into realtime.messages (id, topic, extension, private) values ${probes
            .map((probe) => `('${probe.id}', ${pg.escapeLiteral(topic)}, '${probe.extension}', true)`)
            .join(", ")}`,
          takeOn(claims, topic),
          `select id from realtime.messages where id in (${probes.map((probe) => `'${probe.id}'`).join(", ")})`,
        ]),
      )
      const seen = new Set(rows.map((row) => row.id))
      return new Set(probes.filter((probe) => seen.has(probe.id)).map((probe) => probe.extension))
    },
    mayWrite: async (claims, topic, extension) => {
      try {
        await rolledBack(pool, [
          takeOn(claims, topic),
          `insert into realtime.messages (topic, extension, private) values (${pg.escapeLiteral(topic)}, '${extension}', true)`,
        ])
        return true
      } catch (error) {
        if (isRefusal(error)) return false
        throw error
      }
    },
  }
}

/**
 * Whether the database said no: a policy or a missing grant (42501), or a policy that itself failed (its own exception, a
 * cast, a division): as hosted, nobody may then.
 */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(42501|22|P0|23|42)/.test(error.code ?? "")
}

async function refusedAsNone<Row>(asked: Promise<Row[]>): Promise<Row[]> {
  try {
    return await asked
  } catch (error) {
    if (isRefusal(error)) return []
    throw error
  }
}

function takeOn(claims: Claims, topic: string): string {
  const settings = {
    "realtime.topic": topic,
    "request.jwt.claims": JSON.stringify(claims),
    "request.jwt.claim.sub": claims.sub ?? "",
    "request.jwt.claim.role": claims.role,
    "request.headers": "{}",
    role: claims.role,
  }
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  )
  return `select ${calls.join(", ")}`
}

/** Runs statements in one round trip and rolls them back: a committed probe would be read from the log and sent out. */
async function rolledBack(pool: pg.Pool, statements: string[]): Promise<{ id: string }[]> {
  const client = await pool.connect()
  let isBroken = true
  try {
    // Several statements in one text give one result each; the second last is that of the last statement asked for.
    const results = (await client.query(
      ["begin", ...statements, "rollback"].join(";\n"),
    )) as unknown as pg.QueryResult<{
      id: string
    }>[]
    isBroken = false
    return results.at(-2)?.rows ?? []
  } catch (error) {
    await client.query("rollback").then(
      () => (isBroken = false),
      () => {},
    )
    throw error
  } finally {
    client.release(isBroken)
  }
}
