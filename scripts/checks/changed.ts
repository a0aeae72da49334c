import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { type StageName, stages } from "./stages.ts"

const all = stages.map(({ name }) => name)
const source: StageName[] = ["Format and lint", "Types"]
/** Stages that run the built app with its neighbours. */
const product: StageName[] = ["Launcher", "Integration", "Integration: crashes", "Load", "End to end"]

/**
 * Which stages a file can touch, by its path from the root; the first row that matches holds. What no row names can touch
 * everything. A test keeps every row at least as wide as the imports of the stages' tests.
 */
const table: [path: RegExp, stages: StageName[]][] = [
  // A test reads what the pages name.
  [/\.md$|^docs\//, ["Format and lint", "Unit"]],
  [/^(lib|components|supabase|local|scripts)\/.*\.test\.tsx?$|^tests\/unit\//, [...source, "Unit"]],
  [/^tests\/sql\/(support\/|global-setup)/, [...source, "SQL", "Leaks", "Integration", "End to end"]],
  [/^tests\/sql\//, [...source, "SQL"]],
  [/^tests\/leaks\//, [...source, "Leaks", "Integration"]],
  [/^tests\/contract\/supabase\//, [...source, "Contract: local Supabase"]],
  [/^tests\/contract\/carrier\//, [...source, "Contract: local carrier"]],
  [/^tests\/launch\//, [...source, "Launcher"]],
  [/^tests\/integration\/crashes\.test/, [...source, "Integration: crashes"]],
  [/^tests\/integration\/.*\.test\.ts$/, [...source, "Integration"]],
  [/^tests\/integration\//, [...source, "Integration", "Integration: crashes", "Load"]],
  [/^tests\/load\//, [...source, "Load"]],
  [/^tests\/e2e\/specs\//, [...source, "End to end"]],
  [
    /^supabase\/(migrations\/|routines\/|released\.json$|seed\.sql$)/,
    [...source, "Unit", "SQL", "Leaks", ...product],
  ],
  [/^supabase\/functions\//, [...source, "Unit", "Build", "SQL", "Leaks", ...product]],
  [/^local\/carrier\//, [...source, "Unit", "SQL", "Contract: local carrier", "Leaks", ...product]],
  [/^local\/demo\//, [...source, "Unit", "SQL", ...product]],
  [/^local\/(product|launch)\//, [...source, "Unit", "Build", ...product]],
  [
    /^(app|components|public)\/|^(proxy|next\.config)\.ts$/,
    [...source, "Unit", "Build", "Leaks", ...product],
  ],
  [/^lib\//, [...source, "Unit", "Build", "SQL", "Leaks", ...product]],
  [/^bench\//, [...source, "Unit"]],
  [/^scripts\/(hooks|ids|import-rules|source-rules)\//, [...source, "Unit"]],
  [/^scripts\/routines\//, [...source, "Unit", "SQL"]],
]

/** The stages that a change of these files (paths from the root, forward slashes) can touch. */
export function stagesTouchedBy(paths: readonly string[]): Set<StageName> {
  return new Set(paths.flatMap((path) => table.find(([pattern]) => pattern.test(path))?.[1] ?? all))
}

/** What has been changed: in the working tree, and in commits since `since`. */
export interface Change {
  paths: string[]
  since: string
}

/**
 * Asks git what has changed since the branch left origin/main, or since the commit before the last where there is no
 * origin/main. Undefined where git cannot tell.
 */
export function readChange(directory = fileURLToPath(new URL("../..", import.meta.url))): Change | undefined {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: directory, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
  const attempt = (...args: string[]) => {
    try {
      return git(...args).trim()
    } catch {
      return undefined
    }
  }
  const since =
    attempt("merge-base", "origin/main", "HEAD") ?? attempt("rev-parse", "--verify", "--quiet", "HEAD~1")
  if (since === undefined) return undefined
  const list = (...args: string[]) => git(...args).split("\0")
  const paths = [
    // A file that was moved touches what it touched before, too.
    ...list("diff", "--name-only", "--no-renames", "-z", since),
    ...list("ls-files", "--others", "--exclude-standard", "-z"),
  ]
  return { since, paths: [...new Set(paths.filter((path) => path !== ""))].toSorted() }
}
