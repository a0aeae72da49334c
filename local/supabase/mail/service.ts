import type { Exchange, Handler } from "../gateway/exchange.ts"
import { HttpError, notImplemented, readJson, sendJson, wrongParts } from "../gateway/reply.ts"
import { type Mailer, mailSchema } from "./mailer.ts"
import { inboxPage, mailPage } from "./pages.ts"

/**
 * The inbox at `/mail` (a page of every mail, newest first; `/mail/<id>` one of them) and, for programs, with the secret
 * key: `POST /mail/v1/send` puts a mail there, `GET /mail/v1/messages?to=` lists them.
 */
export function createMailService(mailer: Mailer): Handler {
  return async (exchange) => {
    const { request, response, path } = exchange
    // Another site's page that makes its own name point here (DNS rebinding) must not read the mails.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) {
      throw new HttpError(403, { message: "The inbox is for this machine" })
    }
    response.removeHeader("access-control-allow-origin")
    const action = `${request.method} ${path}`
    if (action === "POST /v1/send") return send(mailer, exchange)
    if (action === "GET /v1/messages") return list(mailer, exchange)
    if (request.method !== "GET") throw notImplemented(`Mail: ${action}`)
    if (path === "/") return sendPage(exchange, inboxPage(mailer.list()))
    const mail = mailer.find(path.slice(1))
    if (mail === null) throw new HttpError(404, { message: "No such mail" })
    sendPage(exchange, mailPage(mail))
  }
}

/** The pages have no key; what programs use has. */
export function mailNeedsKey(path: string): boolean {
  return path.startsWith("/v1/")
}

async function send(mailer: Mailer, exchange: Exchange): Promise<void> {
  assertSecret(exchange)
  const mail = mailSchema.safeParse(await readJson(exchange.request))
  if (!mail.success) throw new HttpError(400, { message: wrongParts(mail.error) })
  const { id } = await mailer.send(mail.data)
  sendJson(exchange.response, 202, { id })
}

function list(mailer: Mailer, exchange: Exchange): void {
  assertSecret(exchange)
  const to = exchange.url.searchParams.get("to")
  const mails = mailer.list().filter((mail) => to === null || mail.to.toLowerCase() === to.toLowerCase())
  sendJson(exchange.response, 200, mails)
}

function assertSecret({ caller }: Exchange): void {
  if (caller.key !== "secret") throw new HttpError(403, { message: "The secret key is needed" })
}

function sendPage({ response }: Exchange, html: string): void {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  })
  response.end(html)
}
