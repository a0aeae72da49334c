import type { Violation } from "../import-rules/violation.ts"
import { isNode, type Node, nameOf, nodesOf, placeOf, type Source } from "./syntax.ts"

const clients = new Set(["SupabaseClient", "createClient", "createServerClient", "createBrowserClient"])

/** Clients of Supabase in `source` that do not know this database: what they ask and are told is checked by nobody. */
export function checkTypedClient(source: Source): Violation[] {
  const nodes = [...nodesOf(source.root)]
  const known = new Set(nodes.flatMap(clientsOf))
  return nodes
    .filter((node) => known.has(nameOf(node.callee ?? node.typeName) ?? "") && !node.typeArguments)
    .map((node) => ({
      rule: "typed-client",
      where: placeOf(source, node),
      message: "a client that does not know the database: give it <Database>, or take a DatabaseClient",
    }))
}

/** The names under which `statement` imports what makes or describes a client. */
function clientsOf(statement: Node): string[] {
  if (statement.type !== "ImportDeclaration" || !isNode(statement.source)) return []
  if (!String(statement.source.value).startsWith("@supabase/")) return []
  return (statement.specifiers as Node[])
    .filter(({ imported }) => clients.has(nameOf(imported) ?? ""))
    .flatMap(({ local }) => nameOf(local) ?? [])
}
