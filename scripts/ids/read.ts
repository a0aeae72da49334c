import { readFileSync } from "node:fs"
import { join } from "node:path"

/** A behaviour of docs/behaviours.md. */
export interface Behaviour {
  id: string
  text: string
}

/** A test whose title carries ids. */
export interface TitledTest {
  file: string
  title: string
  ids: string[]
}

/** The behaviours in the order of the page: rows of its tables that begin with an id such as `C4`. */
export function readBehaviours(markdown: string): Behaviour[] {
  return markdown.split("\n").flatMap((line) => {
    const [, id, text] = /^\| ([A-Z]\d+) \| ([^|]+)/.exec(line) ?? []
    return id && text ? [{ id, text: text.trim() }] : []
  })
}

/** Every test title of a source that carries ids: `[C4] …`, also `[K3][K4] …` and `[K3, K4] …`. */
export function readTitles(file: string, source: string): TitledTest[] {
  const titles = source.matchAll(/\b(?:it|test|describe)(?:\.\w+)*(?:\([^()]*\))?\(\s*(["'`])(.*?)\1/gs)
  return [...titles].flatMap(([, , title = ""]) => {
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
