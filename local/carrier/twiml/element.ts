import { XMLParser, XMLValidator } from "fast-xml-parser"
import { DOCUMENT_PARSE_FAILURE, TwimlError } from "./errors.ts"

/** One XML element, text and children apart. */
export interface Element {
  name: string
  attributes: Record<string, string>
  text: string
  children: Element[]
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  preserveOrder: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
})

type Node = Record<string, unknown>

/**
 * The `<Response>` of a TwiML document.
 * @throws TwimlError 12100 when it is not well-formed XML or has another root.
 */
export function parseResponse(xml: string): Element {
  const trimmed = xml.trim()
  const verdict = trimmed === "" ? null : XMLValidator.validate(trimmed)
  if (verdict !== true) {
    const why = verdict === null ? "the document is empty" : `line ${verdict.err.line}: ${verdict.err.msg}`
    throw new TwimlError(DOCUMENT_PARSE_FAILURE, `Document parse failure: ${why}`)
  }
  const root = toElements(parser.parse(trimmed)).find((element) => !element.name.startsWith("?"))
  if (root?.name !== "Response") {
    throw new TwimlError(DOCUMENT_PARSE_FAILURE, "Document parse failure: the root element is not Response")
  }
  return root
}

function toElements(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return []
  return nodes.filter(isNode).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ":@")
    if (!name || name === "#text") return []
    const inner = node[name]
    return [{ name, attributes: toAttributes(node[":@"]), text: textOf(inner), children: toElements(inner) }]
  })
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null
}

function toAttributes(value: unknown): Record<string, string> {
  if (!isNode(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
}

/** All text inside, nested markup (SSML) read as its words. */
function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ""
  return nodes
    .filter(isNode)
    .map((node) => {
      if ("#text" in node) return String(node["#text"])
      const name = Object.keys(node).find((key) => key !== ":@")
      return name ? textOf(node[name]) : ""
    })
    .join("")
}
