const openPaths = ["/sign-in", "/forgot-password", "/auth/callback"]

/** Whether `path` may be seen without a session. */
export function isOpenPath(path: string): boolean {
  return openPaths.includes(path)
}

/** `value` when it is a path of this app to go on to after signing in, else `/`. Never another site. */
export function safeNext(value: unknown): string {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return "/"
  // A browser drops tabs and line breaks from an address before it reads it.
  if (/[\t\n\r\\]/.test(value)) return "/"
  return isOpenPath(value.split(/[?#]/)[0] ?? value) ? "/" : value
}

/** The fewest characters a new password may have. */
export const shortestPassword = 10

/** What is wrong with a new password typed twice; null when nothing is. */
export function newPasswordProblem(password: string, again: string): "tooShort" | "mismatch" | null {
  if ([...password].length < shortestPassword) return "tooShort"
  return password === again ? null : "mismatch"
}
