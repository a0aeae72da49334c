import type { Violation } from "./violation.ts"

/**
 * Folders of `lib/` that adapt something outside; the others are domains and keep to the vocabulary. Machinery of a
 * domain that is none of the six (a draft store, a player) has a folder of its own below it.
 */
const adapters = new Set(["supabase", "twilio", "softphone", "realtime", "auth", "clock", "i18n"])
const domainFile = /^(schema|rules|queries|mutations|actions|keys)(\.test)?\.tsx?$/

/** Names that say nothing, files that only re-export, and domain files outside the closed vocabulary. */
export function checkNames(files: string[]): Violation[] {
  return files.flatMap((file) => {
    const found: Violation[] = []
    const parts = file.split("/")
    const name = parts.at(-1) ?? ""
    const report = (rule: string, message: string) => found.push({ rule, where: file, message })
    if (/^(utils?|helpers?|misc|common)\.tsx?$/.test(name))
      report("telling-names", "name it for what it holds")
    if (/^index\.tsx?$/.test(name) && !/\/functions\/[^/]+\/index\.ts$/.test(file))
      report("no-barrels", "import from the file that holds it")
    if (/[A-Z]/.test(name.replace(/\.d\.ts$/, ""))) report("kebab-case", "file names are kebab-case")
    const [top, domain] = parts
    if (top === "lib" && parts.length === 3 && domain && !adapters.has(domain) && !domainFile.test(name))
      report(
        "domain-vocabulary",
        "a domain holds schema, rules, queries, mutations, actions and keys; anything else has a folder below it",
      )
    return found
  })
}
