import { createHash } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { StackRunningError } from "../supabase/errors.ts"
import { lockDataDir } from "../supabase/process/stack-lock.ts"
import { waitUntil } from "../supabase/wait.ts"
import { buildWithNext } from "./next-build.ts"
import { root } from "./paths.ts"

/** Everything the built app depends on. Configuration is not among it: it is read at run time. */
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "supabase/functions/_shared",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.base.json",
]

/** A digest of the app's sources: equal digests build the same app. Tests beside the code do not count. */
export function sourcesHash(): string {
  const hash = createHash("sha256")
  for (const source of sources) addTo(hash, source)
  return hash.digest("hex").slice(0, 16)
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (statSync(full).isDirectory()) {
    for (const entry of readdirSync(full).toSorted()) addTo(hash, `${path}/${entry}`)
  } else if (!/\.test\.tsx?$/.test(path)) {
    hash.update(path).update("\0").update(readFileSync(full)).update("\0")
  }
}

const testBuilds = ".next-test"
const oldAfterMs = 3 * 60 * 60 * 1000

/** A folder for a build of exactly these sources, so that nobody's running server loses its files under it. */
export function testDistDir(): string {
  return `${testBuilds}/${sourcesHash()}`
}

/** Builds nobody asked for in hours; each is some hundred megabytes. */
function removeOldBuilds(): void {
  const folder = join(root, testBuilds)
  for (const name of readdirSync(folder)) {
    const mark = join(folder, name, "sources-hash")
    const { mtimeMs } = statSync(existsSync(mark) ? mark : join(folder, name))
    if (Date.now() - mtimeMs > oldAfterMs) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/**
 * Builds the app into `distDir` (relative to the checkout) unless it holds a build of the same sources.
 * Several processes may ask at once: one builds, the others wait. Resolves to whether it built. Throws
 * BuildFailedError, and the signal's reason when it is aborted.
 */
export async function ensureBuild(
  distDir: string,
  log: (line: string) => void,
  signal?: AbortSignal,
): Promise<boolean> {
  const hash = sourcesHash()
  const target = join(root, distDir)
  const mark = join(target, "sources-hash")
  const isCurrent = () => {
    if (!existsSync(mark) || readFileSync(mark, "utf8") !== hash) return false
    utimesSync(mark, new Date(), new Date())
    return true
  }
  if (isCurrent()) return false
  const unlock = await lockBuild(distDir, signal)
  try {
    if (isCurrent()) return false
    rmSync(mark, { force: true })
    log("building the app (about a minute)")
    await buildWithNext(distDir, signal)
    writeFileSync(mark, hash)
    if (distDir.startsWith(`${testBuilds}/`)) removeOldBuilds()
    return true
  } finally {
    unlock()
  }
}

/** One build at a time, whatever its folder: each wants all the machine has. */
async function lockBuild(distDir: string, signal: AbortSignal | undefined): Promise<() => void> {
  const directory = join(root, ".local", "build")
  mkdirSync(directory, { recursive: true })
  let unlock: (() => void) | undefined
  const tryLock = () => {
    signal?.throwIfAborted()
    try {
      unlock = lockDataDir(directory)
      return true
    } catch (error) {
      if (error instanceof StackRunningError) return false
      throw error
    }
  }
  await waitUntil(tryLock, 600_000, 200)
  if (unlock === undefined) throw new Error(`another build of ${distDir} does not end`)
  return unlock
}
