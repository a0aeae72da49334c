import type { Violation } from "../import-rules/violation.ts"
import { isNode, memberOf, type Node, nameOf, nodesOf, placeOf, type Source } from "./syntax.ts"
import { mayBeText } from "./text-values.ts"

/** What a bare text is told: where it must stand instead. */
const why =
  "bare text beside something else: a browser that translates the page replaces it, and React then removes or renews a text that is no longer there. Give it an element of its own"

/**
 * Text in JSX must be the only child of its element. React keeps the text nodes that have siblings and goes on using
 * them after a translator has put `<font>` in their place: a removal then throws, and a change is never seen. An only
 * text is written through its element, which the translator leaves alone.
 */
export function checkBareText(source: Source): Violation[] {
  const found: Violation[] = []
  const report = (node: Node, message: string) =>
    found.push({ rule: "text-alone", where: placeOf(source, node), message })
  for (const node of nodesOf(source.root)) {
    if (node.type !== "JSXElement" && node.type !== "JSXFragment") continue
    const children = (node.children as Node[]).filter(isRendered)
    for (const child of children) {
      if (isRich(child) && !isRichText(node))
        report(child, "t.rich() mixes texts and elements: put it into RichText")
      else if (children.length > 1 && isText(child)) report(child, why)
    }
  }
  return found
}

/** Not what JSX drops: line breaks with their indentation, and comments. Spaces alone are never translated. */
function isRendered(child: Node): boolean {
  if (child.type === "JSXText") return String(child.value).trim() !== ""
  return expressionOf(child)?.type !== "JSXEmptyExpression"
}

function isText(child: Node): boolean {
  if (child.type === "JSXText") return true
  const expression = expressionOf(child)
  return expression !== null && mayBeText(expression)
}

function isRich(child: Node): boolean {
  const expression = expressionOf(child)
  if (!expression) return false
  return [...nodesOf(expression)].some(
    (node) => node.type === "CallExpression" && memberOf(node.callee)?.name === "rich",
  )
}

function isRichText({ openingElement }: Node): boolean {
  return isNode(openingElement) && nameOf(openingElement.name) === "RichText"
}

function expressionOf(child: Node): Node | null {
  return child.type === "JSXExpressionContainer" && isNode(child.expression) ? child.expression : null
}
