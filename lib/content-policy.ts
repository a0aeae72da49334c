/** What a page may load and reach, beyond what is its own. */
export type Reachable = {
  /** Addresses, without trailing slash: the app's own public one, and the project's. */
  appUrl: string
  supabaseUrl: string
  /** The provider's signalling: a `ws(s):` address, or a source with a wildcard. */
  signalling: string
}

/**
 * The Content-Security-Policy of one page (CSP Level 3). Scripts run only with this answer's `nonce`, and what they load
 * themselves (`strict-dynamic`): a script put into the page by others never does. Workers and their parts come from
 * the app, in some browsers through `blob:`; sounds and calls are `blob:` and `mediastream:`. Styles may stand in the
 * page, because menus and dialogs put theirs there. A development server evaluates code (`isDevelopment`).
 */
export function contentPolicy(
  { appUrl, supabaseUrl, signalling }: Reachable,
  { nonce, isDevelopment }: { nonce: string; isDevelopment: boolean },
): string {
  const directives = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "media-src": ["'self'", "blob:", "mediastream:"],
    "worker-src": ["'self'", "blob:"],
    "connect-src": ["'self'", supabaseUrl, socketOf(supabaseUrl), signallingSource(signalling)],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    // A form's answer may lead to the public address when the page was opened under another name of the machine.
    "form-action": ["'self'", appUrl],
    "frame-ancestors": ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ")
}

/** A nonce for one answer: 128 random bits, in base64 as the header's grammar asks. */
export function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
}

function socketOf(address: string): string {
  return address.replace(/^http/, "ws")
}

/** The origin alone: a path in a source would be compared with each redirect too. */
function signallingSource(address: string): string {
  return address.includes("*") ? address : new URL(address).origin
}
