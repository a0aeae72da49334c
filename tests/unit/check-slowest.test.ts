import { describe, expect, it } from "vitest"
import { describeSlowest, timedByPlaywright, timedByVitest } from "../../scripts/checks/slowest.ts"

describe("the slowest tests", () => {
  it("are read from Vitest's report, with their groups and without those that did not run", () => {
    const report = {
      testResults: [
        {
          name: "/somewhere/tests/sql/races.test.ts",
          assertionResults: [
            { fullName: "a race is won", duration: 1234.5 },
            { fullName: "a race never run", duration: null },
          ],
        },
        { name: "/somewhere/tests/sql/broken.test.ts", assertionResults: [] },
      ],
    }
    expect(timedByVitest(report)).toEqual([
      { name: "a race is won", file: "races.test.ts", ms: 1234.5 },
      { name: "a race never run", file: "races.test.ts", ms: 0 },
    ])
  })

  it("are read from Playwright's report, at whatever depth, all tries of one together", () => {
    const spec = (title: string, ...durations: number[]) => ({
      title,
      file: "first-call/talk.spec.ts",
      tests: [{ results: durations.map((duration) => ({ duration })) }],
    })
    const report = {
      suites: [
        {
          title: "first-call/talk.spec.ts",
          specs: [spec("they talk", 2000, 3000)],
          suites: [{ title: "a group", specs: [spec("they part", 700)] }],
        },
      ],
    }
    expect(timedByPlaywright(report)).toEqual([
      { name: "they talk", file: "talk.spec.ts", ms: 5000 },
      { name: "they part", file: "talk.spec.ts", ms: 700 },
    ])
  })

  it("are named slowest first, as many as asked for, in seconds", () => {
    const tests = [120, 30_450, 900].map((ms) => ({ name: `takes ${ms}`, file: "a.test.ts", ms }))
    expect(describeSlowest(tests, 2)).toEqual([
      "  30.4 s  takes 30450 (a.test.ts)",
      "   0.9 s  takes 900 (a.test.ts)",
    ])
  })
})
