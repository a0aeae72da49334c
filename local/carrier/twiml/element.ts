import { XMLParser, XMLValidator } from "fast-xml-parser"
import { DOCUMENT_PARSE_FAILURE, TwimlError } from "./errors.ts"

/** One XML element, text and children apart. */
export interface Element {
  name: string
  attributes: Record<string, string>
  text: string
  children: Element[]
}

const CDATA = "#cdata"

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  preserveOrder: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Entities are read below: XML knows five and numbers, and none of them inside CDATA.
  processEntities: false,
  cdataPropName: CDATA,
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
    if (!name || name === "#text" || name === CDATA) return []
    const inner = node[name]
    return [{ name, attributes: toAttributes(node[":@"]), text: textOf(inner), children: toElements(inner) }]
  })
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null
}

function toAttributes(value: unknown): Record<string, string> {
  if (!isNode(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, decode(String(text))]))
}

/** All text inside, nested markup (SSML) read as its words. */
function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ""
  return nodes
    .filter(isNode)
    .map((node) => {
      if ("#text" in node) return decode(String(node["#text"]))
      if (CDATA in node) return rawText(node[CDATA])
      const name = Object.keys(node).find((key) => key !== ":@")
      return name ? textOf(node[name]) : ""
    })
    .join("")
}

/** The text of a CDATA section, as it stands. */
function rawText(nodes: unknown): string {
  return Array.isArray(nodes)
    ? nodes
        .filter(isNode)
        .map((node) => String(node["#text"] ?? ""))
        .join("")
    : ""
}

const ENTITIES = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
])

/** Text with its references read, once (w3.org/TR/xml, 4.1 and 4.6). @throws TwimlError 12100 for one XML does not have. */
function decode(text: string): string {
  return text.replace(/&([^;\s&]*);?/g, (reference, name: string) => {
    const code = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name)
    const point = code ? Number.parseInt(code[1] ?? code[2] ?? "", code[1] ? 16 : 10) : null
    const value =
      point === null ? ENTITIES.get(name) : point <= 0x10ffff ? String.fromCodePoint(point) : undefined
    if (value === undefined || !reference.endsWith(";")) {
      throw new TwimlError(
        DOCUMENT_PARSE_FAILURE,
        `Document parse failure: the entity '${reference}' is not known`,
      )
    }
    return value
  })
}
