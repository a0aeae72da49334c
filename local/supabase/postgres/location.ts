import { createHash } from "node:crypto"
import { mkdirSync, realpathSync, statSync } from "node:fs"
import { homedir, tmpdir } from "node:os"
import { join } from "node:path"
import { canReach, type PostgresAccount } from "./account.ts"

/**
 * The folder for things that outlive one checkout: as root `/var/lib/toritsugi` (else /opt, else the temporary
 * folder), because an account that cannot enter root's home must read them; as an ordinary user the user's cache.
 * @throws Error when none can be written.
 */
export function sharedFolder(account: PostgresAccount | null): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache")
  const parents = account === null ? [cache, tmpdir()] : ["/var/lib", "/opt", tmpdir()]
  for (const parent of parents) {
    const folder = join(parent, account === null ? "toritsugi" : "toritsugi-local")
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      // Somebody else's folder of that name could hold anything.
      if (statSync(folder).uid === process.getuid?.()) return folder
    } catch {}
  }
  throw new Error(`cannot write a folder for Postgres in any of ${parents.join(", ")}`)
}

/**
 * Where the database of `dataDir` lives: inside it, or, when the account Postgres runs as cannot get there
 * (a checkout below a home with mode 0700), in the shared folder under a name made from the path.
 */
export function clusterFolder(dataDir: string, account: PostgresAccount | null): string {
  if (account === null || canReach(join(dataDir, "postgres"), account)) return join(dataDir, "postgres")
  const id = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 16)
  return join(sharedFolder(account), "data", id)
}
