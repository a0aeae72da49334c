// Runs on Node 20 with nothing installed: only built-in modules here.
import { spawn, spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "")

/** Ends the program with a plain message: these are for a person, not for a stack trace. */
export function giveUp(message) {
  console.error(`\n${message}\n`)
  process.exit(1)
}

/** Installs what package-lock.json names when it is missing or another version is there. */
export function ensureInstalled() {
  if (Number(process.versions.node.split(".")[0]) < 20)
    giveUp(`Toritsugi needs Node 20 or newer; this is ${process.versions.node}.`)
  if (isInstalled()) return
  console.log("• Installing the packages (1.2 GB, about a minute the first time) …")
  const begun = Date.now()
  const env = { ...process.env, PATH: systemPath(), npm_config_fund: "false", npm_config_audit: "false" }
  const npm = process.env.npm_execpath
  // Everywhere: the database, Node and Deno are development packages, which NODE_ENV=production would leave out.
  const arguments_ = ["ci", "--include=dev", "--no-progress", "--loglevel=error"]
  const result =
    npm?.endsWith(".js") && process.env.npm_node_execpath
      ? spawnSync(process.env.npm_node_execpath, [npm, ...arguments_], { cwd: root, stdio: "inherit", env })
      : spawnSync("npm", arguments_, {
          cwd: root,
          stdio: "inherit",
          env,
          shell: process.platform === "win32",
        })
  if (result.status !== 0) giveUp("npm ci failed; its messages are above. Mend it and start again.")
  console.log(`  done in ${Math.round((Date.now() - begun) / 1000)} s`)
}

/** npm keeps a record of what it installed; every package of package-lock.json that is no other platform's must be in it. */
function isInstalled() {
  const record = join(root, "node_modules", ".package-lock.json")
  if (!existsSync(record) || runtime() === null) return false
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages
  const present = JSON.parse(readFileSync(record, "utf8")).packages
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" ||
      (present[path] === undefined ? optional || devOptional : present[path].version === version),
  )
}

/** The PATH without this checkout's own programs, which npm replaces while it installs. */
function systemPath() {
  const own = join(root, "node_modules")
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.startsWith(own))
    .join(delimiter)
}

/** The Node to run TypeScript with: the installed package's, else this one when it is new enough. */
function runtime() {
  const name = process.platform === "win32" ? "node.exe" : "node"
  const installed = join(root, "node_modules", "node", "bin", name)
  if (existsSync(installed)) return installed
  return Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : null
}

/**
 * Runs a TypeScript program of this checkout under the right Node: in this process if it is that Node already,
 * else in a child whose signals and exit code are passed on.
 */
export async function runProgram(program, args) {
  const node = runtime()
  if (node === null) giveUp("The Node of package.json was not installed (its install script did not run).")
  const path = join(root, program)
  if (process.execPath === node || Number(process.versions.node.split(".")[0]) >= 24) {
    process.argv.splice(2, process.argv.length, ...args)
    await import(new URL(`file://${path}`).href)
    return
  }
  const env = { ...process.env, PATH: [join(root, "node_modules", ".bin"), systemPath()].join(delimiter) }
  const child = spawn(node, [path, ...args], { cwd: root, stdio: "inherit", env })
  // A Ctrl-C in a terminal reaches the child as well; a second one changes nothing there.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event !== undefined) {
    // A killed npm tells nobody.
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref()
  }
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)))
}
