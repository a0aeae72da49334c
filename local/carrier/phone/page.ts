import { readFileSync } from "node:fs"
import type { ServerResponse } from "node:http"
import { fileURLToPath } from "node:url"

const SCRIPTS = ["phone.js", "words.js", "sounds.js", "call-audio.js", "number-format.js", "number-list.js"]

const FILES: Record<string, { file: string; type: string }> = {
  "/": { file: "page/index.html", type: "text/html; charset=utf-8" },
  "/phone.css": { file: "page/phone.css", type: "text/css; charset=utf-8" },
  ...Object.fromEntries(
    SCRIPTS.map((name) => [`/${name}`, { file: `page/${name}`, type: "text/javascript; charset=utf-8" }]),
  ),
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self' blob: mediastream:; " +
  "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Serves the customer's phone, a page of its own without anything from outside; other paths are 404. */
export function sendPhonePage(path: string, res: ServerResponse): void {
  const found = FILES[path]
  if (!found) {
    res.writeHead(404, { "content-type": "text/plain; charset=utf-8" })
    res.end("Not found\n")
    return
  }
  const body = readFileSync(fileURLToPath(new URL(found.file, import.meta.url)))
  res.writeHead(200, {
    "content-type": found.type,
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
  })
  res.end(body)
}
