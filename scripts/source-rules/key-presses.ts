import type { Violation } from "../import-rules/violation.ts"
import { isNode, memberOf, type Node, nameOf, nodesOf, placeOf, type Source } from "./syntax.ts"

/** The one place that reads a pressed key. */
const helper = "components/ui/key-press.ts"
const keyFields = new Set(["key", "code", "keyCode", "which", "isComposing"])

/** Every field of a keyboard event that `source` reads by itself: an input method's keys look like ordinary ones. */
export function checkKeyPresses(source: Source): Violation[] {
  if (source.file === helper) return []
  return [...nodesOf(source.root)].filter(isKeyHandler).flatMap((handler) => {
    const [event] = handler.params as Node[]
    return event ? readsOf(event, handler).map((node) => report(source, node)) : []
  })
}

function report(source: Source, node: Node): Violation {
  return {
    rule: "keys-by-helper",
    where: placeOf(source, node),
    message: `reads a pressed key by itself: an input method's Escape and Enter are not the page's. Ask keyOf() of ${helper}`,
  }
}

function isKeyHandler(node: Node): boolean {
  if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return false
  return isTypedForKeys(node) || isKeyAttribute(node.parent) || isKeyListener(node)
}

function isTypedForKeys({ params }: Node): boolean {
  const [event] = params as Node[]
  const annotation = event && isNode(event.typeAnnotation) ? event.typeAnnotation.typeAnnotation : null
  if (!isNode(annotation) || annotation.type !== "TSTypeReference") return false
  const name =
    isNode(annotation.typeName) && isNode(annotation.typeName.right)
      ? annotation.typeName.right
      : annotation.typeName
  return nameOf(name) === "KeyboardEvent"
}

function isKeyAttribute(container: Node | null): boolean {
  const attribute = container?.parent
  return attribute?.type === "JSXAttribute" && /^on(Escape)?Key/.test(nameOf(attribute.name) ?? "")
}

function isKeyListener(handler: Node): boolean {
  const call = handler.parent
  if (call?.type !== "CallExpression" || memberOf(call.callee)?.name !== "addEventListener") return false
  const [name] = call.arguments as Node[]
  return name?.type === "Literal" && String(name.value).startsWith("key")
}

function readsOf(event: Node, handler: Node): Node[] {
  if (event.type === "ObjectPattern") return keysIn(event)
  const name = nameOf(event)
  const isEvent = (node: unknown): boolean =>
    nameOf(node) === name || (memberOf(node)?.name === "nativeEvent" && isEvent(memberOf(node)?.object))
  return [...nodesOf(handler)].flatMap((node) => {
    const member = memberOf(node)
    if (member && keyFields.has(member.name) && isEvent(member.object)) return [node]
    if (node.type === "VariableDeclarator" && isEvent(node.init) && isNode(node.id)) return keysIn(node.id)
    return []
  })
}

function keysIn(pattern: Node): Node[] {
  if (pattern.type !== "ObjectPattern") return []
  return (pattern.properties as Node[]).filter(({ key }) => keyFields.has(nameOf(key) ?? ""))
}
