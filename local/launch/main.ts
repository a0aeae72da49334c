import { join } from "node:path"
import { EnvironmentError } from "../../lib/env.ts"
import { BuildFailedError } from "../product/next-build.ts"
import { root } from "../product/paths.ts"
import { PortTakenError } from "../product/ports.ts"
import { DataOfOtherVersionError } from "../product/start-supabase.ts"
import { ChildFailedError, MissingBinaryError, StackRunningError } from "../supabase/errors.ts"
import { readPorts, readSettings, SettingError, wantsHosted } from "./configuration.ts"
import { runHosted } from "./hosted.ts"
import { runLocal } from "./local.ts"
import { reset } from "./reset.ts"

/** What a person can act upon is said in one sentence; only the unexpected comes with a stack. */
const plain = [
  BuildFailedError,
  ChildFailedError,
  DataOfOtherVersionError,
  EnvironmentError,
  MissingBinaryError,
  PortTakenError,
  SettingError,
  StackRunningError,
]

async function main(args: string[]): Promise<void> {
  const settings = readSettings(join(root, ".env"), process.env)
  const dataDir = settings.TORITSUGI_DATA ?? join(root, ".local", "product")
  const distDir = settings.NEXT_DIST_DIR ?? ".next"
  const mode = args.includes("--dev") ? "development" : "production"
  if (args.includes("--reset")) await reset(dataDir)
  else if (wantsHosted(settings)) await runHosted(settings, { mode, distDir })
  else await runLocal({ dataDir, distDir, mode, ports: readPorts(settings) })
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  const known = plain.some((kind) => error instanceof kind)
  console.error(known && error instanceof Error ? `\n${error.message}\n` : error)
  process.exit(1)
}
