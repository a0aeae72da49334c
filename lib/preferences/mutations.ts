/** Keeps `value` (no secrets) in a cookie for a year, so that the server renders with it. Browser only. */
export function remember(name: string, value: string) {
  const secure = location.protocol === "https:" ? "; secure" : ""
  setCookie(`${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax${secure}`)
}

/** Sets a cookie from its line, as in a `Set-Cookie` header. Browser only. */
export function setCookie(line: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that are in use
  document.cookie = line
}
