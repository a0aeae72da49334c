import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { canProve, judge } from "../../scripts/ids/judge.ts"
import { withProgress } from "../../scripts/ids/progress.ts"
import { readBehaviours, readTitles } from "../../scripts/ids/read.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const read = (path: string) => readFileSync(`${root}/${path}`, "utf8")

const page = (rows: string[]) =>
  ["## C. Outbound", "| id | behaviour | state |", "|---|---|---|", ...rows, ""].join("\n")
/** Put together here, so that this file proves none of them itself. */
const titled = (ids: string, title = "a title") => `[${ids}] ${title}`

describe("behaviours", () => {
  it("are read from the tables of the page with their section and state", () => {
    const text = [
      "# Title",
      page(["| C4 | Paste dials once | built |", "| C5 | The memo opens | part: the timeline |"]),
      "## K. Beyond",
      "| id | behaviour | proof | state |",
      "|---|---|---|---|",
      "| K10 | Leaks | every table | planned |",
    ].join("\n")
    expect(readBehaviours(text)).toEqual([
      { id: "C4", section: "C. Outbound", text: "Paste dials once", state: "built" },
      { id: "C5", section: "C. Outbound", text: "The memo opens", state: "part" },
      { id: "K10", section: "K. Beyond", text: "Leaks", state: "planned" },
    ])
  })

  it.each(["", "done", "part", "part:", "part: ", "Built", "built: almost"])(
    "have no state by %j",
    (state) => {
      expect(readBehaviours(page([`| C4 | Paste dials once | ${state} |`]))[0]?.state).toBeNull()
    },
  )

  it("have no state in a table without that column", () => {
    const table = "| id | behaviour | proof |\n|---|---|---|\n| C4 | Paste dials once | built |"
    expect(readBehaviours(table)[0]?.state).toBeNull()
  })
})

describe("ids", () => {
  it.each([
    ["one", `it('${titled("A1")}')`, ["A1"]],
    ["several", `test(\`${titled("K3][K4")}\`, () => {})`, ["K3", "K4"]],
    ["a list of them", `describe("${titled("B1, B2")}", () => {})`, ["B1", "B2"]],
    ["those of a table", `test.each([["a", f(x)]])("${titled("H7", "%s")}", () => {})`, ["H7"]],
    ["those of a table that is computed", `test.each(named("a"))(\n"${titled("K10")}", () => {})`, ["K10"]],
    ["those of a tagged table", `test.each\`a\${1}\`("${titled("K1")}", () => {})`, ["K1"]],
    ["those of a loop", `for (const l of ls) test(\`${titled("K9", `axe (\${l})`)}\`, () => {})`, ["K9"]],
  ])("are found in titles: %s", (_, source, ids) => {
    expect(readTitles("a.test.ts", source).map((test) => test.ids)).toEqual([ids])
  })

  it.each([
    ["a title without one", "it('none')"],
    ["a comment", `// test("${titled("A1")}")`],
    ["any other text", `const it = "${titled("A1")}"; log("${titled("A1")}")`],
  ])("are not found in %s", (_, source) => {
    expect(readTitles("a.test.ts", source)).toEqual([])
  })
})

describe("what is claimed", () => {
  const claimed = (state: string, ids: string, file = "tests/e2e/specs/a.spec.ts") =>
    judge(readBehaviours(page([`| C4 | Paste dials once | ${state} |`])), [
      { file, title: "a title", ids: ids === "" ? [] : ids.split(" ") },
    ])

  it.each([
    ["built", "C4"],
    ["part: the formats", "C4"],
    ["part: the formats", ""],
    ["planned", ""],
  ])("holds: %s, and tests name «%s»", (state, ids) => {
    expect(claimed(state, ids)).toEqual([])
  })

  it.each(["", "supabase/functions/_shared/a.test.ts", "tests/unit/a.test.ts", "tests/sql/a.test.ts"])(
    "is not proven when what is built is named by «%s» alone",
    (file) => {
      expect(claimed("built", file === "" ? "" : "C4", file)).toEqual([
        "C4 is said to be built, and no integration or browser test names it",
      ])
    },
  )

  it("is too much when a test names what is only planned", () => {
    expect(claimed("planned", "C4", "lib/a.test.ts")).toEqual([
      "C4 is only planned, and claimed by lib/a.test.ts: a title",
    ])
  })

  it("is unclear where a state is missing or unknown", () => {
    for (const state of ["", "soon"])
      expect(claimed(state, "C4")).toEqual(["C4 has no state: built, planned, or part: and what is missing"])
  })

  it("is nobody's where the page does not know the id, or knows it twice", () => {
    expect(claimed("built", "C4 Z1")).toEqual([
      "Z1 is no behaviour, and named by tests/e2e/specs/a.spec.ts: a title",
    ])
    const twice = readBehaviours(page(["| C4 | One | planned |", "| C4 | Another | planned |"]))
    expect(judge(twice, [])).toEqual(["C4 stands on the page twice"])
  })

  it.each(["e2e/specs", "integration", "load", "launch", "contract/carrier", "leaks"])(
    "can be proven by tests/%s",
    (folder) => {
      expect(canProve(`tests/${folder}/a.test.ts`)).toBe(true)
    },
  )
})

describe("the README", () => {
  const behaviours = readBehaviours(read("docs/behaviours.md"))
  const readme = read("README.md")

  it("says of each behaviour what docs/behaviours.md says: npm run generate:progress writes it", () => {
    expect(withProgress(readme, behaviours)).toBe(readme)
  })

  it("names as still to come nothing that is built", () => {
    const sentence = /^Still to come: .+$/m.exec(readme)?.[0] ?? ""
    const named = [...sentence.matchAll(/\b[A-Z]\d+\b/g)].map(([id]) => id)
    expect(named.length).toBeGreaterThan(5)
    expect(behaviours.filter(({ id, state }) => named.includes(id) && state === "built")).toEqual([])
    expect(named.filter((id) => !behaviours.some((one) => one.id === id))).toEqual([])
  })

  it("is refused as a page for the progress without its marks", () => {
    expect(() => withProgress("# A page\n", behaviours)).toThrow("no marks")
  })
})
