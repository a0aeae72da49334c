import { basename } from "node:path"
import { z } from "zod"

/** One test and how long it took. */
export interface TimedTest {
  name: string
  /** Name of its file, without folders. */
  file: string
  ms: number
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      // A test that was skipped has no duration.
      assertionResults: z.array(z.object({ fullName: z.string(), duration: z.number().nullish() })),
    }),
  ),
})

interface PlaywrightSuite {
  specs: { title: string; file: string; tests: { results: { duration: number }[] }[] }[]
  suites?: PlaywrightSuite[] | undefined
}
const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    specs: z.array(
      z.object({
        title: z.string(),
        file: z.string(),
        tests: z.array(z.object({ results: z.array(z.object({ duration: z.number() })) })),
      }),
    ),
    suites: z.array(playwrightSuite).optional(),
  }),
)
const playwrightReport = z.object({ suites: z.array(playwrightSuite) })

/** The tests of Vitest's JSON report, with their durations (ms there, fractions included). */
export function timedByVitest(report: unknown): TimedTest[] {
  return vitestReport.parse(report).testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      name: fullName,
      file: basename(file),
      ms: duration ?? 0,
    })),
  )
}

/** The tests of Playwright's JSON report; all tries of a test, in all its projects, are one duration (ms there). */
export function timedByPlaywright(report: unknown): TimedTest[] {
  const read = ({ specs, suites = [] }: PlaywrightSuite): TimedTest[] => [
    ...specs.map(({ title, file, tests }) => ({
      name: title,
      file: basename(file),
      ms: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
    })),
    ...suites.flatMap(read),
  ]
  return playwrightReport.parse(report).suites.flatMap(read)
}

/** Lines of the `count` slowest tests, slowest first: seconds, name, file. */
export function describeSlowest(tests: readonly TimedTest[], count = 10): string[] {
  return tests
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ name, file, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${name} (${file})`)
}
