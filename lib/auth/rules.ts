const openPaths = ["/sign-in", "/forgot-password", "/auth/confirm"]

/** Whether `path` may be seen without a session. */
export function isOpenPath(path: string): boolean {
  return openPaths.includes(path)
}

/**
 * Whether a request's path can be read: its escapes are whole and name UTF-8, and no U+0000 is in it, which no name
 * and no number here holds. Anything else names nothing.
 */
export function isReadablePath(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\0")
  } catch {
    return false
  }
}

/**
 * `value` when it is a page of this app to go on to after signing in, with what an address cannot hold escaped; else
 * `/`. Never another site, an endpoint, or a file.
 */
export function safeNext(value: unknown): string {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return "/"
  // A browser drops tabs and line breaks from an address before it reads it.
  if (/[\t\n\r\\]/.test(value)) return "/"
  // The host is never used: it only lets a path be read the way a browser reads it.
  const { pathname, search, hash } = new URL(value, "http://here.invalid")
  if (!isReadablePath(pathname)) return "/"
  const path = decodeURIComponent(pathname)
  if (/^\/(?:[/\\]|(?:api|auth|_next)(?:\/|$))/.test(path) || isOpenPath(path)) return "/"
  return `${pathname}${search}${hash}`
}

/** The fewest characters a new password may have. */
export const shortestPassword = 10

/** What is wrong with a new password typed twice; null when nothing is. */
export function newPasswordProblem(password: string, again: string): "tooShort" | "mismatch" | null {
  if ([...password].length < shortestPassword) return "tooShort"
  return password === again ? null : "mismatch"
}

/**
 * Where a request comes from, as far as tries are counted by it. `forwarded` is X-Forwarded-For: its last entry is what
 * the nearest proxy saw, everything before it is only said by others. Of an IPv6 address the first 64 bits count, because one
 * connection has all of the rest. Without the header it is this machine's own.
 */
export function clientOrigin(forwarded: string | null): string {
  const last =
    (forwarded ?? "")
      .split(",")
      .at(-1)
      ?.trim()
      .replace(/^::ffff:(?=[\d.]+$)/i, "") || "here"
  if (!last.includes(":") || !URL.canParse(`http://[${last}]`)) return last
  const [head = "", tail] = new URL(`http://[${last}]`).hostname.slice(1, -1).split("::")
  const groups = head.split(":").filter((group) => group !== "")
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(":").filter((one) => one !== "").length
  return [...groups, ...Array<string>(missing).fill("0"), ...(tail ?? "").split(":")].slice(0, 4).join(":")
}
