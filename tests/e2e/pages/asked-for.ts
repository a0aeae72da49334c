import type { Page } from "@playwright/test"

/** What time makes, and not a call: the heart of a page that waits, its look once a minute, and its session. */
const byTime = /\/rpc\/(beat|topic_sequences)$|\/auth\/v1\//

/** What a page asks the app and the database for from now on, but for files and what time makes: `POST /path`, in order. */
export function watchRequests(page: Page): string[] {
  const asked: string[] = []
  page.on("request", (request) => {
    const { pathname } = new URL(request.url())
    const isFile =
      pathname.startsWith("/_next/") || !["document", "fetch", "xhr"].includes(request.resourceType())
    if (!isFile && !byTime.test(pathname) && request.method() !== "OPTIONS")
      asked.push(`${request.method()} ${pathname}`)
  })
  return asked
}
