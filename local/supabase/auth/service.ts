import type { Exchange, Handler } from "../gateway/exchange.ts"
import { notImplemented, sendJson } from "../gateway/reply.ts"
import type { AuthContext } from "./context.ts"
import { AuthError } from "./errors.ts"
import { changeUserAsAdmin, createUser, deleteUser, listUsers, readUser } from "./routes/admin-users.ts"
import { generateLink } from "./routes/generate-link.ts"
import { mailSignInLink, recover } from "./routes/one-time-mail.ts"
import { invite, signUp } from "./routes/signup.ts"
import { grantToken } from "./routes/token.ts"
import { getUser, logout, updateUser } from "./routes/user.ts"
import { followLink, verifyToken } from "./routes/verify.ts"

type Route = (context: AuthContext, exchange: Exchange, id: string) => Promise<void> | void

const versionHeader = "x-supabase-api-version"
const newVersion = "2024-01-01"

const routes: Record<string, Route> = {
  "GET /health": (_context, { response }) =>
    sendJson(response, 200, { name: "Auth", version: "local", description: "Local stack" }),
  "GET /settings": settings,
  "GET /.well-known/jwks.json": ({ tokens }, { response }) =>
    sendJson(response, 200, tokens.jwks, { "cache-control": "public, max-age=600" }),
  "POST /signup": signUp,
  "POST /token": grantToken,
  "GET /user": getUser,
  "PUT /user": updateUser,
  "POST /logout": logout,
  "POST /recover": recover,
  "POST /otp": mailSignInLink,
  "GET /verify": followLink,
  "POST /verify": verifyToken,
  "POST /invite": invite,
  "GET /admin/users": listUsers,
  "POST /admin/users": createUser,
  "GET /admin/users/:id": readUser,
  "PUT /admin/users/:id": changeUserAsAdmin,
  "DELETE /admin/users/:id": deleteUser,
  "POST /admin/generate_link": generateLink,
}

/** Paths that a browser opens by itself, without a key. */
const keyless = new Set(["GET /verify", "GET /.well-known/jwks.json", "GET /health"])

export function authNeedsKey(method: string | undefined, path: string): boolean {
  return !keyless.has(`${method} ${path}`)
}

/** Answers everything below `/auth/v1`. */
export function createAuthService(context: AuthContext): Handler {
  return async (exchange) => {
    const { request, response, path } = exchange
    const [, id = ""] = /^\/admin\/users\/([^/]+)$/.exec(path) ?? []
    const route = routes[`${request.method} ${id === "" ? path : "/admin/users/:id"}`]
    const wantsNewForm = String(request.headers[versionHeader] ?? "") >= newVersion
    if (wantsNewForm) response.setHeader(versionHeader, newVersion)
    try {
      if (route === undefined) throw notImplemented(`Auth: ${request.method} ${path}`)
      await route(context, exchange, decodeURIComponent(id))
    } catch (error) {
      if (!(error instanceof AuthError) || !wantsNewForm || response.headersSent) throw error
      sendJson(response, error.status, error.newForm())
    }
  }
}

function settings({ config }: AuthContext, { response }: Exchange): void {
  sendJson(response, 200, {
    external: { anonymous_users: false, email: config.email.enable_signup, phone: false },
    disable_signup: !config.enable_signup,
    mailer_autoconfirm: !config.email.enable_confirmations,
    phone_autoconfirm: false,
    sms_provider: "",
    saml_enabled: false,
  })
}
