interface Cookie {
  name: string
  value: string
  host: string
  path: string
}

/** The cookies of one call: kept from one of its webhooks to the next, and given back to the host and path that set them. */
export class CallCookies {
  readonly #cookies = new Map<string, Cookie>()

  /** The value of the header `Cookie` for a request, empty when there is none. */
  header(url: URL): string {
    return [...this.#cookies.values()]
      .filter(({ host, path }) => host === url.host && isBelow(url.pathname, path))
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ")
  }

  /** Takes in the `Set-Cookie` headers of an answer (RFC 6265: name, value, path, and an end in the past that removes). */
  take(url: URL, headers: string[], now = Date.now()): void {
    for (const header of headers) {
      const [pair = "", ...attributes] = header.split(";").map((part) => part.trim())
      const cut = pair.indexOf("=")
      if (cut < 1) continue
      const attribute = (wanted: string) =>
        attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
      const given = attribute("path")
      const path = given?.startsWith("/") ? given : url.pathname.replace(/\/[^/]*$/, "") || "/"
      const cookie = { name: pair.slice(0, cut), value: pair.slice(cut + 1), host: url.host, path }
      const key = `${cookie.host} ${path} ${cookie.name}`
      const maxAge = attribute("max-age")
      const expires = attribute("expires")
      const isOver =
        maxAge !== undefined ? Number(maxAge) <= 0 : expires !== undefined && Date.parse(expires) <= now
      if (isOver) this.#cookies.delete(key)
      else this.#cookies.set(key, cookie)
    }
  }
}

function isBelow(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith("/") ? path : `${path}/`)
}
