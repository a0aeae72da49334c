import type { AuthContext } from "./context.ts"
import type { OneTimeToken, TokenType } from "./one-time.ts"

/**
 * Where a link may lead: `wanted` when the project's settings allow it, else the site's own address. Patterns are
 * Supabase Auth's: `*` is anything but `.` and `/`, `**` anything, `?` one character but those.
 */
export function allowedRedirect({ config }: AuthContext, wanted: string | null | undefined): string {
  if (!wanted || !URL.canParse(wanted)) return config.site_url
  const target = new URL(wanted)
  if (target.protocol !== "http:" && target.protocol !== "https:") return config.site_url
  const site = new URL(config.site_url)
  const isAllowed =
    target.origin === site.origin ||
    config.additional_redirect_urls.some((pattern) => matches(pattern, wanted.split("#")[0] ?? ""))
  return isAllowed ? wanted : config.site_url
}

/** The address a mail's link opens: this API's verify endpoint, which leads on to `redirectTo`. */
export function actionLink(
  context: AuthContext,
  token: OneTimeToken,
  type: TokenType,
  redirectTo: string,
): string {
  const link = new URL(`${context.apiUrl()}/auth/v1/verify`)
  link.searchParams.set("token", token.hash)
  link.searchParams.set("type", type)
  link.searchParams.set("redirect_to", redirectTo)
  return link.href
}

function matches(pattern: string, url: string): boolean {
  const source = pattern.replace(/\*\*|[*?]|[^*?]+/g, (part) => {
    if (part === "**") return ".*"
    if (part === "*") return "[^./]*"
    if (part === "?") return "[^./]"
    return part.replace(/[.+^${}()|[\]\\]/g, "\\$&")
  })
  return new RegExp(`^${source}$`).test(url)
}
