import type { IncomingMessage, ServerResponse } from "node:http"

const methods = "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS"
const exposed = [
  "Content-Encoding",
  "Content-Location",
  "Content-Range",
  "Content-Type",
  "Content-Length",
  "Accept-Ranges",
  "Date",
  "ETag",
  "Location",
  "Range-Unit",
  "Link",
  "X-Total-Count",
  "Preference-Applied",
  "x-supabase-api-version",
].join(", ")

/** Headers that let any page read the answer, as hosted Supabase sends them: rights hang on keys and tokens, not on the origin. */
export function allowAnyOrigin(response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", "*")
  response.setHeader("access-control-expose-headers", exposed)
}

/** Answers a browser's preflight. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": methods,
    "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "*",
    "access-control-max-age": "3600",
    vary: "Access-Control-Request-Headers",
  })
  response.end()
}
