import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parseSync, visitorKeys } from "oxc-parser"

/** A node of the syntax tree (ESTree with JSX and TypeScript), with what stands around it. */
export interface Node {
  type: string
  start: number
  end: number
  parent: Node | null
  // What a node holds depends on its type; each rule asks for what it knows.
  [key: string]: unknown
}

/** A parsed file. */
export interface Source {
  file: string
  text: string
  root: Node
}

/** Parses `file` (a path from `root`). Throws when it does not parse. */
export function readSource(root: string, file: string): Source {
  return parseSource(file, readFileSync(join(root, file), "utf8"))
}

/** Parses `text` as what `file` holds. Throws when it does not parse. */
export function parseSource(file: string, text: string): Source {
  const { program, errors } = parseSync(file, text)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const tree = program as unknown as Node
  for (const node of nodesOf(tree)) for (const child of childrenOf(node)) child.parent = node
  tree.parent = null
  return { file, text, root: tree }
}

/** `node` and everything below it, outermost first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node
  for (const child of childrenOf(node)) yield* nodesOf(child)
}

function childrenOf(node: Node): Node[] {
  return (visitorKeys[node.type] ?? []).flatMap((key) => node[key]).filter(isNode)
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value
}

/** `file:line` of a node. */
export function placeOf({ file, text }: Source, { start }: Pick<Node, "start">): string {
  return `${file}:${text.slice(0, start).split("\n").length}`
}

/** The name of an identifier, also in JSX; null for anything else. */
export function nameOf(value: unknown): string | null {
  if (!isNode(value)) return null
  return value.type === "Identifier" || value.type === "JSXIdentifier" ? String(value.name) : null
}

/** The name a member expression asks for (`x.name`, not `x["name"]`); null for anything else. */
export function memberOf(value: unknown): { object: Node; name: string } | null {
  if (!isNode(value) || value.type !== "MemberExpression" || value.computed === true) return null
  const name = nameOf(value.property)
  return name !== null && isNode(value.object) ? { object: value.object, name } : null
}
