/**
 * A request's body as text, or null when it is larger than `mostBytes`: what is announced as larger is not read at all,
 * and what turns out to be is read no further.
 */
export async function readBody(request: Request, mostBytes: number): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return null
  if (request.body === null) return ""
  const reader = request.body.getReader()
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ""
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > mostBytes) {
      void reader.cancel().catch(() => undefined)
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}

/** A small JSON body, or undefined when it is too large or none at all. */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  const body = await readBody(request, mostBytes)
  if (body === null) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
