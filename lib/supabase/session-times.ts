import {
  parseCookieHeader,
  serializeCookieHeader,
  stringFromBase64URL,
  stringToBase64URL,
} from "@supabase/ssr"
import { setCookie } from "@/lib/preferences/mutations"

/** How @supabase/ssr marks a value it has encoded. */
const encoded = "base64-"

/** A session's cookie, or one of the pieces of a long one: `sb-<project>-auth-token`, `….0`, `….1`. */
const sessionCookie = /^(sb-.+-auth-token)(?:\.(\d+))?$/

type Cookie = { name: string; value: string }

/**
 * The session's cookies with its `expires_at` moved by `seconds`. The browser's Supabase client compares that moment of
 * the server with the browser's date, which may be wrong by hours: it would renew a token without end, or use one that
 * has expired. Names and lengths stay as they are; anything else is passed on untouched.
 */
export function moveExpiry<Given extends Cookie>(cookies: Given[], seconds: number): Given[] {
  const pieces = cookies.filter(({ name, value }) => value !== "" && sessionCookie.test(name))
  const moved = new Map<string, string>()
  for (const base of new Set(pieces.map(({ name }) => sessionCookie.exec(name)?.[1]))) {
    const ofOne = pieces
      .filter(({ name }) => sessionCookie.exec(name)?.[1] === base)
      .sort((a, b) => placeOf(a.name) - placeOf(b.name))
    let rest = moveIn(ofOne.map(({ value }) => value).join(""), seconds)
    for (const [place, { name, value }] of ofOne.entries()) {
      const isLast = place === ofOne.length - 1
      moved.set(name, isLast ? rest : rest.slice(0, value.length))
      rest = rest.slice(value.length)
    }
  }
  return cookies.map((cookie) => ({ ...cookie, value: moved.get(cookie.name) ?? cookie.value }))
}

function placeOf(name: string): number {
  return Number(sessionCookie.exec(name)?.[2] ?? 0)
}

function moveIn(value: string, seconds: number): string {
  if (!value.startsWith(encoded)) return value
  try {
    const session: unknown = JSON.parse(stringFromBase64URL(value.slice(encoded.length)))
    const expiresAt = (session as { expires_at?: unknown } | null)?.expires_at
    if (typeof expiresAt !== "number") return value
    const moved = { ...(session as object), expires_at: Math.round(expiresAt + seconds) }
    return encoded + stringToBase64URL(JSON.stringify(moved))
  } catch {
    return value // the client itself says what is wrong with it
  }
}

/** The page's cookies for `createBrowserClient`, their sessions by the browser's date, which is `ahead()` ms ahead. */
export function sessionCookies(ahead: () => number) {
  return {
    getAll: () => {
      return moveExpiry(parseCookieHeader(document.cookie), ahead() / 1000)
    },
    setAll: (changed: (Cookie & { options: Parameters<typeof serializeCookieHeader>[2] })[]) => {
      for (const { name, value, options } of moveExpiry(changed, -ahead() / 1000)) {
        setCookie(serializeCookieHeader(name, value, options))
      }
    },
  }
}

/**
 * `send` for the browser's client: a session that Auth answers (`expires_at` beside `expires_in`) loses the server's
 * moment, so that the client counts from its own date, as with the cookies above.
 */
export function withOwnExpiry(send: typeof fetch): typeof fetch {
  return async (...request) => {
    const answer = await send(...request)
    if (!answer.ok || !isTokenRequest(request[0])) return answer
    const { expires_at: _, ...session } = (await answer.json()) as { expires_at?: number }
    return Response.json(session, { status: answer.status })
  }
}

function isTokenRequest(request: Parameters<typeof fetch>[0]): boolean {
  const address = request instanceof Request ? request.url : String(request)
  return new URL(address, "http://localhost").pathname.endsWith("/auth/v1/token")
}
