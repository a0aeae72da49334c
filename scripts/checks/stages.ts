/** One heading of `npm test`. Every command runs, whatever the one before it did. */
export interface Stage {
  name: StageName
  commands: Command[]
  /** How many processor cores it keeps busy: two stages of one core run beside each other where there are two. */
  cores: 1 | 2
  /** A stage that must have ended before, where it runs at all. */
  after?: StageName
  /** A stage that runs as well when this one is asked for. */
  needs?: StageName
}

export interface Command {
  /** Said when it fails, for commands that are one test by themselves. */
  name: string
  /** Program of node_modules/.bin, or `node` with a script. */
  run: string[]
  /** Where its tests are counted; `exit` counts the command itself as one test. */
  counts: "exit" | "vitest" | "playwright"
}

export type StageName =
  | "Format and lint"
  | "Unit"
  | "Types"
  | "Build"
  | "SQL"
  | "Contract: local Supabase"
  | "Contract: local carrier"
  | "Leaks"
  | "Launcher"
  | "Integration"
  | "Integration: crashes"
  | "Load"
  | "End to end"

const exit = (name: string, ...run: string[]): Command => ({ name, run, counts: "exit" })
const vitest = (project: string): Command => ({
  name: project,
  run: ["vitest", "run", "--project", project],
  counts: "vitest",
})

/**
 * In the order they begin. Vitest runs one file at a time on two cores, and most of that is waiting: two such stages
 * beside each other fill the machine. The load and the browsers have it for themselves.
 */
export const stages: Stage[] = [
  {
    name: "Format and lint",
    commands: [
      exit("format and lint", "biome", "check", "--error-on-warnings", "."),
      exit("promises and hooks", "oxlint", "--type-aware"),
      exit("who may import whom", "node", "scripts/import-rules/main.ts"),
      exit("texts, clock and keys", "node", "scripts/source-rules/main.ts"),
      exit("nothing unused", "knip"),
      exit("what is built is proven", "node", "scripts/ids/main.ts", "--quiet"),
    ],
    cores: 1,
  },
  { name: "Unit", commands: [vitest("unit")], cores: 1 },
  {
    name: "Types",
    commands: [
      exit("types of the routes", "next", "typegen"),
      exit("types", "tsc", "--noEmit", "-p", "tsconfig.json"),
      exit("types of the edge functions", "node", "scripts/checks/check-functions.ts"),
    ],
    cores: 1,
    // The route types it writes are read by the linter.
    after: "Format and lint",
  },
  { name: "Build", commands: [exit("the app builds", "node", "scripts/checks/build.ts")], cores: 2 },
  { name: "SQL", commands: [vitest("sql")], cores: 1 },
  { name: "Contract: local Supabase", commands: [vitest("contract-supabase")], cores: 1 },
  { name: "Contract: local carrier", commands: [vitest("contract-carrier")], cores: 1 },
  { name: "Leaks", commands: [vitest("leaks")], cores: 1 },
  { name: "Launcher", commands: [vitest("launch")], cores: 1, needs: "Build" },
  { name: "Integration: crashes", commands: [vitest("crashes")], cores: 1, needs: "Build" },
  { name: "Integration", commands: [vitest("integration")], cores: 1, needs: "Build" },
  { name: "Load", commands: [vitest("load")], cores: 2, needs: "Build" },
  {
    name: "End to end",
    commands: [{ name: "e2e", run: ["playwright", "test"], counts: "playwright" }],
    cores: 2,
    needs: "Build",
  },
]
