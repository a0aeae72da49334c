import { readFileSync } from "node:fs"
import { join } from "node:path"
import { isNode, type Node, nodesOf, parseSource } from "../source-rules/syntax.ts"

/** How much of a behaviour there is: all of it and proven, some of it, nothing. */
export type State = "built" | "part" | "planned"

/** A behaviour of docs/behaviours.md. */
export interface Behaviour {
  id: string
  /** The heading it stands below: `C. Outbound`. */
  section: string
  text: string
  /** Null where the page says no state, or none that is known. */
  state: State | null
}

/** A test whose title carries ids. */
export interface TitledTest {
  file: string
  title: string
  ids: string[]
}

/** What the column `state` says: `built`, `planned`, or `part:` with what is missing. */
function readState(cell: string | undefined): State | null {
  if (cell === "built" || cell === "planned") return cell
  return cell !== undefined && /^part: \S/.test(cell) ? "part" : null
}

/** The behaviours in the order of the page: rows of its tables that begin with an id such as `C4`. */
export function readBehaviours(markdown: string): Behaviour[] {
  let section = ""
  let stateAt = -1
  return markdown.split("\n").flatMap((line) => {
    section = /^## (.+)/.exec(line)?.[1] ?? section
    const cells = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim())
    const [id = "", text = ""] = cells
    if (id === "id") stateAt = cells.indexOf("state")
    return /^[A-Z]\d+$/.test(id) ? [{ id, section, text, state: readState(cells[stateAt]) }] : []
  })
}

/** The function a call asks in the end: `test` of `test(…)`, `test.each(…)(…)` and `test.for([…])(…)`. */
function asked(callee: unknown): unknown {
  if (!isNode(callee)) return null
  if (callee.type === "CallExpression" || callee.type === "TaggedTemplateExpression")
    return asked(callee.callee ?? callee.tag)
  return callee.type === "MemberExpression" ? asked(callee.object) : callee.name
}

/** A text as it is written, … standing for what a template puts in; null for anything else. */
function textOf(node: unknown): string | null {
  if (!isNode(node)) return null
  if (node.type === "Literal" && typeof node.value === "string") return node.value
  if (node.type !== "TemplateLiteral") return null
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join("…")
}

/** Every test title of a source that carries ids: `[C4] …`, also `[K3][K4] …` and `[K3, K4] …`. */
export function readTitles(file: string, source: string): TitledTest[] {
  return [...nodesOf(parseSource(file, source).root)].flatMap((node) => {
    if (node.type !== "CallExpression") return []
    if (!["it", "test", "describe"].includes(String(asked(node.callee)))) return []
    const title = textOf((node.arguments as Node[])[0])
    if (title === null) return []
    const ids = [...title.matchAll(/\[([A-Z]\d+(?:, ?[A-Z]\d+)*)\]/g)].flatMap(([, list = ""]) =>
      list.split(/, ?/),
    )
    return ids.length > 0 ? [{ file, title, ids }] : []
  })
}

/** Titles of all test files below `root` given as paths from it. */
export function readTests(root: string, files: string[]): TitledTest[] {
  return files
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file))
    .flatMap((file) => readTitles(file, readFileSync(join(root, file), "utf8")))
}
