import type { Behaviour, State } from "./read.ts"

const states = ["built", "part", "planned"] as const
const begin = "<!-- What follows is made by `npm run generate:progress`. -->"
const end = "<!-- Up to here. -->"

/** How many behaviours there are in each state, as a sentence. */
export function summary(behaviours: Behaviour[]): string {
  const count = (state: State) => behaviours.filter((one) => one.state === state).length
  return `${count("built")} of ${behaviours.length} behaviours are built, ${count("part")} in part.`
}

/** The sentence, and a table of the page's sections with the ids in each state. */
function progress(behaviours: Behaviour[]): string {
  const sections = [...new Set(behaviours.map(({ section }) => section))]
  const ids = (section: string, state: State) =>
    behaviours.filter((one) => one.section === section && one.state === state).map(({ id }) => id)
  const rows = sections.map(
    (section) => `| ${[section, ...states.map((state) => ids(section, state).join(" "))].join(" | ")} |`,
  )
  return [summary(behaviours), "", "| | built | in part | planned |", "|---|---|---|---|", ...rows].join("\n")
}

/** `page` (Markdown) with the progress of `behaviours` between its two marks. Throws when it has no such marks. */
export function withProgress(page: string, behaviours: Behaviour[]): string {
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error("The page has no marks for the progress")
  return `${before}${begin}\n${progress(behaviours)}\n${end}${after}`
}
