const placeholder = /\{\{\s*\.(\w+)\s*\}\}/g

/** What a template may name; Supabase Auth's words. */
export interface TemplateData {
  SiteURL: string
  ConfirmationURL: string
  TokenHash: string
  Token: string
  Email: string
  RedirectTo: string
}

/**
 * A mail's HTML from its template: `{{ .Name }}` and nothing more of Go's templates. As Go's `html/template` does, a value
 * in the query of an address is percent-encoded, anywhere else it is escaped for HTML.
 * @throws Error naming what the template asks for and is not there.
 */
export function renderTemplate(template: string, data: TemplateData): string {
  const rest = template.replace(placeholder, "")
  const [unknown] = /\{\{.*?\}\}/s.exec(rest) ?? []
  if (unknown !== undefined) throw new Error(`mail template: ${unknown} is not implemented`)
  return template.replace(placeholder, (_all, name: string, at: number) => {
    if (!Object.hasOwn(data, name)) throw new Error(`mail template: nothing is called .${name}`)
    const value = data[name as keyof TemplateData]
    return isInQuery(template.slice(0, at)) ? encodeURIComponent(value) : escapeHtml(value)
  })
}

/** A mail's text for readers without HTML: its words, and each link's address on a line of its own. */
export function textOf(html: string): string {
  return html
    .replace(/<a\s[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs, "$2\n$1")
    .replace(/<\/p>\s*/g, "\n\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#\d+|amp|lt|gt|quot);/g, (_all, name: string) =>
      name.startsWith("#") ? String.fromCodePoint(Number(name.slice(1))) : (named[name] ?? ""),
    )
    .trim()
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' }

function isInQuery(before: string): boolean {
  const [, address] = /(?:href|src)="([^"]*)$/.exec(before) ?? []
  return address?.includes("?") ?? false
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
