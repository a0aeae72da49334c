import { spawnSync } from "node:child_process"
import { realpathSync } from "node:fs"
import { fileURLToPath } from "node:url"

const hooks = "scripts/hooks"

/**
 * Lets git run the hooks of `scripts/hooks` in the checkout at `root`. Resolves to what happened, in a sentence; `isSet` is false
 * where nothing was done: in CI, where there is no checkout, or where git has hooks of another folder.
 */
export function installHooks(root: string, isCi: boolean): { isSet: boolean; says: string } {
  const git = (...args: string[]) => {
    const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" })
    return status === 0 ? stdout.trim() : null
  }
  if (isCi) return { isSet: false, says: "In CI nothing is committed: no hook is set up." }
  const top = git("rev-parse", "--show-toplevel")
  // A copy without .git may lie within somebody else's checkout.
  if (top === null || realpathSync(top) !== realpathSync(root))
    return { isSet: false, says: "This is no git checkout: no hook is set up." }
  const present = git("config", "core.hooksPath")
  if (present !== null && present !== hooks)
    return { isSet: false, says: `git runs the hooks of ${present} (core.hooksPath): they are left alone.` }
  if (git("config", "core.hooksPath", hooks) === null)
    return { isSet: false, says: "git refused to set core.hooksPath." }
  return { isSet: true, says: "git formats and lints what is staged before each commit." }
}

if (import.meta.main) {
  const { says } = installHooks(fileURLToPath(new URL("../..", import.meta.url)), Boolean(process.env.CI))
  console.log(says)
}
