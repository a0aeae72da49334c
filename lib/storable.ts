/**
 * `text` without what Postgres cannot hold: U+0000, and halves of surrogate pairs, which no UTF-8 has. Both come by
 * pasting and nobody sees them, so they are dropped and not refused. Everything else stays as it is.
 */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "")
}

// JSON.stringify writes exactly what cannot be stored as these escapes; a whole pair stays two plain characters.
const suspicious = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i

/** A JSON body with every string in it storable; one that is not JSON, or needs no change, comes back as it is. */
export function storableBody(body: string): string {
  if (!suspicious.test(body)) return body
  try {
    return JSON.stringify(
      JSON.parse(body, (_key, value) => (typeof value === "string" ? storableText(value) : value)),
    )
  } catch {
    return body
  }
}

/** `send` with every JSON body made storable on its way: the one edge at which typed text leaves for the database. */
export function sendingStorable(send: typeof fetch): typeof fetch {
  return (input, init) =>
    send(input, typeof init?.body === "string" ? { ...init, body: storableBody(init.body) } : init)
}
