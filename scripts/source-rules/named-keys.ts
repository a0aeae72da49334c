import type { Violation } from "../import-rules/violation.ts"
import { isNode, memberOf, type Node, nameOf, nodesOf, placeOf, type Source } from "./syntax.ts"

/** What takes a name under which something is kept or found: a function or class by its name, and the argument. */
const takers = new Map(
  Object.entries({
    useLiveList: 1,
    KeptChoice: 0,
    BroadcastChannel: 0,
    getItem: 0,
    setItem: 0,
    removeItem: 0,
    remember: 0,
  }),
)
/** Methods whose names mean something else elsewhere, with what they are asked of. */
const takersOf = new Map(
  Object.entries({
    open: /store/i,
    find: /store/i,
    keep: /store/i,
    offer: /store/i,
    readUnlessLive: /store/i,
    request: /^locks$/,
    get: /^(jar|cookies)$/,
    set: /^(jar|cookies)$/,
  }),
)

/** Names written out where something is kept: two files that keep the same thing would have to spell it alike. */
export function checkKeys(source: Source): Violation[] {
  if (/\/keys\.ts$/.test(source.file)) return []
  return [...nodesOf(source.root)]
    .map(keyOfNode)
    .filter((key) => key !== null && isWritten(key, source.root))
    .map((key) => ({
      rule: "keys-in-one-place",
      where: placeOf(source, key as Node),
      message: "names what is kept by itself: say it in the keys.ts of its domain",
    }))
}

function keyOfNode(node: Node): Node | null {
  if (node.type === "Property" && nameOf(node.key) === "queryKey")
    return isNode(node.value) ? node.value : null
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return null
  const member = memberOf(node.callee)
  const name = member?.name ?? nameOf(node.callee)
  if (name === null) return null
  const given = node.arguments as Node[]
  const of = takersOf.get(name)
  if (of && member && of.test(ownName(member.object))) return given[0] ?? null
  const index = takers.get(name)
  return index === undefined ? null : (given[index] ?? null)
}

/** The last name of `a`, `a.b`, `a.b()` or `(await a())`. */
function ownName(node: Node): string {
  const inner = node.callee ?? node.expression ?? node.argument
  return memberOf(node)?.name ?? nameOf(node) ?? (isNode(inner) ? ownName(inner) : "")
}

function isWritten(key: Node, root: Node): boolean {
  if (["Literal", "TemplateLiteral", "ArrayExpression", "BinaryExpression"].includes(key.type)) return true
  const name = nameOf(key)
  if (name === null) return false
  return [...nodesOf(root)].some(
    (node) =>
      node.type === "VariableDeclarator" &&
      nameOf(node.id) === name &&
      isNode(node.init) &&
      isWritten(node.init, root),
  )
}
