import type { Violation } from "../import-rules/violation.ts"
import { memberOf, nodesOf, placeOf, type Source } from "./syntax.ts"

/** The one place that reads the session a browser holds. */
const helper = "lib/supabase/browser.ts"

/** Readings of the browser's session in `source`: it may be somebody else's than the page's. */
export function checkOwnSession(source: Source): Violation[] {
  if (source.file === helper) return []
  return [...nodesOf(source.root)]
    .filter((node) => memberOf(node)?.name === "getSession")
    .map((node) => ({
      rule: "own-session",
      where: placeOf(source, node),
      message: `reads the browser's session, which may be another person's by now: ask ownAccessToken() of ${helper}`,
    }))
}
