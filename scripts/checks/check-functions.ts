import { spawnSync } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

// Edge functions are checked by Deno, whose types and globals they are written against.
const root = fileURLToPath(new URL("../..", import.meta.url))
const folder = join(root, "supabase", "functions")
const entries = readdirSync(folder)
  .filter((name) => !name.startsWith("_") && existsSync(join(folder, name, "index.ts")))
  .map((name) => join("supabase", "functions", name, "index.ts"))

const deno = join(root, "node_modules", ".bin", "deno")
const result = spawnSync(deno, ["check", "--node-modules-dir=manual", "--no-lock", ...entries], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
})
process.exitCode = entries.length === 0 ? 1 : (result.status ?? 1)
