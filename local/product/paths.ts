import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** Root of the checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "")

/** What the local stack is started from. */
export const paths = {
  migrations: join(root, "supabase", "migrations"),
  functions: join(root, "supabase", "functions"),
  supabaseConfig: join(root, "supabase", "config.toml"),
  seed: join(root, "supabase", "seed.sql"),
  supabaseProgram: join(root, "local", "supabase", "main.ts"),
  carrierProgram: join(root, "local", "carrier", "main.ts"),
  next: join(root, "node_modules", "next", "dist", "bin", "next"),
  exitWithParent: join(root, "local", "product", "exit-with-parent.mjs"),
}
