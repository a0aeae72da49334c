import type { PageIdentity, Seen } from "./page-identity"

/**
 * `send` for requests to the database: one that would go out in the name of anybody but the page's owner is not sent,
 * and answered here as the database would refuse it, with `not_signed_in` or `other_person`. `look` says what the
 * browser holds when a request carries nobody's token: a session that could not be renewed just now is an outage.
 */
export function guardedFetch(
  identity: PageIdentity,
  send: typeof fetch,
  look: () => Promise<Seen>,
): typeof fetch {
  return async (input, init) => {
    if (identity.ownerId() === null || !isDatabase(input)) return send(input, init)
    const accessToken = new Headers(init?.headers).get("authorization")?.replace(/^Bearer /i, "") ?? ""
    if (identity.isOwn(accessToken)) {
      const answer = await send(input, init)
      if (answer.status === 401) identity.judge("nobody")
      return answer
    }
    if (identity.current() === "other") return refusal("other_person", 409)
    const seen = await look()
    if (seen === "unknown") return refusal("unavailable", 503)
    return identity.judge(seen) === "other" ? refusal("other_person", 409) : refusal("not_signed_in", 401)
  }
}

function isDatabase(input: RequestInfo | URL): boolean {
  return new URL(input instanceof Request ? input.url : input).pathname.startsWith("/rest/v1/")
}

function refusal(code: string, status: number): Response {
  return Response.json({ code: "P0001", message: code }, { status })
}
