import { routingRequest } from "../_shared/calls/events.ts"
import { readBody } from "../_shared/read-body.ts"
import { Database } from "./database.ts"
import { BusyCallError, route } from "./route.ts"
import { isSecret } from "./secret.ts"

const routingSecret = required("ROUTING_SECRET")
/** An event is below 1 KB. */
const mostBytes = 16 * 1024
const database = new Database(required("SUPABASE_URL"), secretKey())

/** `POST { key, event }` → what to do (`RoutingAnswer`). Only for whoever knows the routing secret. */
Deno.serve(async (request) => {
  if (!(await isSecret(request.headers.get("x-routing-secret"), routingSecret)))
    return problem(401, "not_allowed")
  if (request.method !== "POST") return problem(405, "not_allowed")
  const body = await readBody(request, mostBytes)
  if (body === null) return problem(413, "invalid_input")
  const parsed = routingRequest.safeParse(jsonOf(body))
  if (!parsed.success) return problem(400, "invalid_input")
  try {
    return Response.json(await route(parsed.data, database))
  } catch (error) {
    console.error(parsed.data.event.kind, error)
    return problem(error instanceof BusyCallError ? 503 : 500, "unexpected")
  }
})

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

function problem(status: number, code: string): Response {
  return Response.json({ code }, { status })
}

function required(name: string): string {
  const value = Deno.env.get(name)
  if (!value) throw new Error(`${name} is missing`)
  return value
}

/** Hosted functions get the secret keys as one JSON object by name, older projects a service role key. */
function secretKey(): string {
  const named = Deno.env.get("SUPABASE_SECRET_KEYS")
  if (named) {
    const keys: Record<string, string> = named.startsWith("{") ? JSON.parse(named) : { default: named }
    const key = keys.default ?? Object.values(keys)[0]
    if (key) return key
  }
  return required("SUPABASE_SERVICE_ROLE_KEY")
}
