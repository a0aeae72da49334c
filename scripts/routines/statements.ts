/** One SQL statement of a text: where it begins and ends (without its semicolon), and what it says. */
export interface Statement {
  start: number
  end: number
  sql: string
}

/** A comment at the beginning of a text, after blanks. */
const comment = /^\s*(?:--[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/)/
/** What may hold a semicolon that ends nothing: comments, quoted names, strings, dollar-quoted texts. */
const opaque = /--[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/|"[^"]*"|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|;/g

/**
 * Splits SQL at the semicolons that end statements. Comments before a statement are not part of it. Strings are standard
 * ones: a backslash escapes nothing (postgresql.org/docs/17/sql-syntax-lexical.html).
 */
export function statementsOf(text: string): Statement[] {
  const ends = [...text.matchAll(opaque)].filter(([found]) => found === ";").map(({ index }) => index)
  return [...ends, text.length].flatMap((end, place) => {
    const from = place === 0 ? 0 : (ends[place - 1] ?? 0) + 1
    const start = from + leading(text.slice(from, end))
    const sql = text.slice(start, end).trimEnd()
    return sql === "" ? [] : [{ start, end, sql }]
  })
}

/** How many characters of blanks and comments a text begins with. */
function leading(text: string): number {
  let at = 0
  for (let found = comment.exec(text); found; found = comment.exec(text.slice(at))) at += found[0].length
  return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0)
}
