import type { Behaviour, TitledTest } from "./read.ts"

/**
 * Whether a test of this file can prove a behaviour: it speaks with running processes as their neighbours do, over the addresses and
 * protocols the product has. That is the browser (`e2e`), the app and its neighbours (`integration`, `load`, `launch`), the
 * local stack and carrier (`contract`) and the API (`leaks`). Unit tests see a part alone, and `sql` asks the database's functions
 * behind the API's back: both say why something holds, not that a person gets it.
 */
export function canProve(file: string): boolean {
  return /^tests\/(e2e|integration|load|launch|contract|leaks)\//.test(file)
}

/**
 * What is wrong with the states, or with what tests claim, a line each: a state that is missing or unknown, an id given twice, a
 * built behaviour that no test proves, a planned one that a test names, a test that names an id nobody knows.
 */
export function judge(behaviours: Behaviour[], tests: TitledTest[]): string[] {
  const naming = (id: string) => tests.filter(({ ids }) => ids.includes(id))
  const known = new Set(behaviours.map(({ id }) => id))
  return [
    ...behaviours.flatMap(({ id, state }, place) => {
      if (behaviours.findIndex((one) => one.id === id) < place) return [`${id} stands on the page twice`]
      if (state === null) return [`${id} has no state: built, planned, or part: and what is missing`]
      if (state === "built" && !naming(id).some(({ file }) => canProve(file)))
        return [`${id} is said to be built, and no integration or browser test names it`]
      return state === "planned"
        ? naming(id).map(({ file, title }) => `${id} is only planned, and claimed by ${file}: ${title}`)
        : []
    }),
    ...tests.flatMap(({ file, title, ids }) =>
      ids.filter((id) => !known.has(id)).map((id) => `${id} is no behaviour, and named by ${file}: ${title}`),
    ),
  ]
}
