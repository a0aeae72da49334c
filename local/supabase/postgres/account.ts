import { execFileSync } from "node:child_process"
import { statSync } from "node:fs"
import { dirname, resolve } from "node:path"

/** The operating system's account Postgres runs as when this process is root: Postgres refuses to run as root. */
export interface PostgresAccount {
  uid: number
  gid: number
}

const name = "postgres"

/**
 * null when this process may run Postgres itself; as root the account `postgres`, made if it is missing.
 * @throws Error saying what to do when it cannot be made.
 */
export function postgresAccount(): PostgresAccount | null {
  if (process.getuid?.() !== 0) return null
  const existing = lookUp()
  if (existing !== null) return existing
  try {
    execFileSync(
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
      {
        stdio: "ignore",
      },
    )
  } catch {
    throw new Error(
      `Postgres does not run as root, and no account "${name}" exists or could be made. ` +
        `Create it (useradd --system ${name}), or start as an ordinary user.`,
    )
  }
  const made = lookUp()
  if (made === null) throw new Error(`the account "${name}" was made but cannot be found`)
  return made
}

/** Whether `account` may enter every folder above `path`. `path` itself need not exist. Groups beside its own are not looked at. */
export function canReach(path: string, account: PostgresAccount): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (!maySearch(folder, account)) return false
    if (folder === dirname(folder)) return true
  }
}

function maySearch(folder: string, account: PostgresAccount): boolean {
  try {
    const { mode, uid, gid } = statSync(folder)
    if (uid === account.uid) return (mode & 0o100) !== 0
    if (gid === account.gid) return (mode & 0o010) !== 0
    return (mode & 0o001) !== 0
  } catch {
    // Not there yet: whoever makes it makes it with mode 0755.
    return true
  }
}

function lookUp(): PostgresAccount | null {
  try {
    const ask = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }))
    return { uid: ask("-u"), gid: ask("-g") }
  } catch {
    return null
  }
}
