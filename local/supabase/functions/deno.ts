import { accessSync, constants } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { MissingBinaryError } from "../errors.ts"

const require = createRequire(import.meta.url)
const preload = fileURLToPath(new URL("./edge-runtime.js", import.meta.url))

/** Deno's program. @throws MissingBinaryError */
export function denoBinary(): string {
  try {
    const folder = dirname(require.resolve("deno/package.json"))
    const file = join(folder, process.platform === "win32" ? "deno.exe" : "deno")
    accessSync(file, constants.X_OK)
    return file
  } catch {
    throw new MissingBinaryError("Deno")
  }
}

export interface DenoRun {
  /** `index.ts` of the function. */
  entry: string
  functionsDir: string
  /** Port the function listens on, and the gateway's, the only addresses it reaches. */
  port: number
  gatewayPort: number
  env: Record<string, string>
}

/**
 * Arguments that run one function with no more rights than it needs: its own address and the gateway, its variables, its sources and the installed packages. Packages come from the project's `node_modules`, nothing is fetched.
 */
export function denoArguments({ entry, functionsDir, port, gatewayPort }: DenoRun): string[] {
  return [
    "run",
    "--quiet",
    "--no-prompt",
    "--no-lock",
    "--cached-only",
    "--node-modules-dir=manual",
    `--allow-net=127.0.0.1:${port},127.0.0.1:${gatewayPort}`,
    // All there is: the process is given nothing but these, and a variable that is not set is undefined, as hosted.
    "--allow-env",
    `--allow-read=${[functionsDir, ...packageFolders(functionsDir)].join(",")}`,
    `--preload=${preload}`,
    entry,
  ]
}

/** Variables of Deno itself: where it listens, and a cache of compiled sources of its own. */
export function denoEnvironment(run: DenoRun, cacheDir: string): Record<string, string> {
  return {
    ...run.env,
    DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${run.port}`,
    DENO_DIR: cacheDir,
    DENO_NO_UPDATE_CHECK: "1",
    NO_COLOR: "1",
  }
}

/** The `node_modules` of the functions' folder and of those above it. */
function packageFolders(from: string): string[] {
  const folders: string[] = []
  for (let folder = from; ; folder = dirname(folder)) {
    folders.push(join(folder, "node_modules"))
    if (folder === dirname(folder)) return folders.filter(exists)
  }
}

function exists(path: string): boolean {
  try {
    accessSync(path)
    return true
  } catch {
    return false
  }
}
