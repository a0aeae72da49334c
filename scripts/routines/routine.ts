/** A function or procedure as SQL says it. */
export interface Routine {
  /** With its schema: `private.fail`. One routine a name, so that it names the routine. */
  name: string
  /** Name, arguments with their defaults, and what it returns, in single blanks: what `create or replace` cannot change. */
  signature: string
  /** The statement that makes it, as it was written. */
  text: string
  /** Roles that were granted to execute it. */
  grantees: Set<string>
}

/** A comment at the beginning of a text, after blanks. */
const comment = /^\s*(?:--[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/)/
/** What may hold a semicolon that ends nothing: comments, quoted names, strings, dollar-quoted texts. */
const opaque = /--[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/|"[^"]*"|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|;/g

const creation = /^create (?:or replace )?(?:function|procedure) (\w+\.\w+)(\s*\([\s\S]*?)\s(?:language|as)\s/
const grant =
  /^(grant|revoke) execute on (?:function|procedure|routine)\s+([\s\S]+?)\s+(?:to|from)\s+(\w+(?:,\s*\w+)*)$/
/** What stands in parentheses, which a type may have of its own. */
const argumentList = /\s*\((?:[^()]|\([^()]*\))*\)/g
const removal = /^drop routine (\w+\.\w+)$/

/**
 * Applies the statements of an SQL text to the routines there are, by name. Understands making one, granting and revoking
 * its execution, dropping it, and settings.
 * @returns the names of those it makes, in its order.
 * @throws Error of what is none of these, or grants what is not there.
 */
export function applyText(routines: Map<string, Routine>, text: string): string[] {
  return statementsOf(text).flatMap((sql) => applyStatement(routines, sql) ?? [])
}

/** The name of the routine that a statement makes, if it makes one. */
function applyStatement(routines: Map<string, Routine>, sql: string): string | undefined {
  const [, made, rest] = creation.exec(sql) ?? []
  if (made !== undefined && rest !== undefined) {
    const signature = `${made}${rest.replace(/\s+/g, " ").trim()}`
    const grantees = routines.get(made)?.grantees ?? new Set()
    routines.set(made, { name: made, signature, text: sql, grantees })
    return made
  }
  const [, verb, list, roles] = grant.exec(sql) ?? []
  if (list !== undefined && roles !== undefined) {
    for (const name of list.replace(argumentList, "").split(/\s*,\s*/)) {
      const granted = routines.get(name)?.grantees
      if (granted === undefined) throw new Error(`${verb} of ${name}, which is not made before it`)
      for (const role of roles.split(/,\s*/)) {
        if (verb === "grant") granted.add(role)
        else granted.delete(role)
      }
    }
    return undefined
  }
  const [, dropped] = removal.exec(sql) ?? []
  if (dropped !== undefined) routines.delete(dropped)
  else if (!/^(?:set|reset) check_function_bodies/.test(sql))
    throw new Error(`neither a routine nor who may execute one: ${sql.slice(0, 80)}`)
  return undefined
}

/**
 * The statements of an SQL text, without their semicolons and the comments before them. Strings are standard ones: a
 * backslash escapes nothing (postgresql.org/docs/17/sql-syntax-lexical.html).
 */
function statementsOf(text: string): string[] {
  const ends = [...text.matchAll(opaque)].filter(([found]) => found === ";").map(({ index }) => index)
  return [...ends, text.length].flatMap((end, place) => {
    const statement = uncommented(text.slice(place === 0 ? 0 : (ends[place - 1] ?? 0) + 1, end))
    return statement === "" ? [] : [statement]
  })
}

function uncommented(text: string): string {
  const found = comment.exec(text)
  return found ? uncommented(text.slice(found[0].length)) : text.trim()
}
