/** One heading of `npm test`. Every command runs, whatever the one before it did. */
export interface Stage {
  name: string
  commands: Command[]
}

export interface Command {
  /** Said when it fails, for commands that are one test by themselves. */
  name: string
  /** Program of node_modules/.bin, or `node` with a script. */
  run: string[]
  /** Where its tests are counted; `exit` counts the command itself as one test. */
  counts: "exit" | "vitest" | "playwright"
}

const exit = (name: string, ...run: string[]): Command => ({ name, run, counts: "exit" })
const vitest = (project: string): Command => ({
  name: project,
  run: ["vitest", "run", "--project", project],
  counts: "vitest",
})

export const stages: Stage[] = [
  {
    name: "Format and lint",
    commands: [
      exit("format and lint", "biome", "check", "--error-on-warnings", "."),
      exit("promises and hooks", "oxlint", "--type-aware"),
      exit("who may import whom", "node", "scripts/import-rules/main.ts"),
      exit("nothing unused", "knip"),
      exit("every id is known", "node", "scripts/ids/main.ts", "--quiet"),
    ],
  },
  {
    name: "Types",
    commands: [
      exit("types of the routes", "next", "typegen"),
      exit("types", "tsc", "--noEmit", "-p", "tsconfig.json"),
      exit("types of the edge functions", "node", "scripts/checks/check-functions.ts"),
    ],
  },
  { name: "Unit", commands: [vitest("unit")] },
  { name: "SQL", commands: [vitest("sql")] },
  { name: "Contract: local Supabase", commands: [vitest("contract-supabase")] },
  { name: "Contract: local carrier", commands: [vitest("contract-carrier")] },
  { name: "Leaks", commands: [vitest("leaks")] },
  { name: "Build", commands: [exit("the app builds", "node", "scripts/checks/build.ts")] },
  { name: "Launcher", commands: [vitest("launch")] },
  { name: "Integration", commands: [vitest("integration")] },
  { name: "Load", commands: [vitest("load")] },
  {
    name: "End to end",
    commands: [{ name: "e2e", run: ["playwright", "test"], counts: "playwright" }],
  },
]
