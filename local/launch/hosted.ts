import { parseEnvironment } from "../../lib/env.ts"
import { startApp } from "../product/app.ts"
import { ensureBuild } from "../product/build.ts"
import { systemEnvironment } from "../product/environment.ts"
import { root } from "../product/paths.ts"
import { settlePorts } from "../product/ports.ts"
import { endOrphans } from "../supabase/process/orphans.ts"
import { readPorts } from "./configuration.ts"
import { stopAsked } from "./signals.ts"
import { Steps } from "./steps.ts"

/**
 * Builds and serves only the app, for a Supabase project and a provider somewhere else. Throws EnvironmentError
 * naming each variable that is missing or wrong before anything is built or started.
 */
export async function runHosted(
  settings: Record<string, string>,
  { mode, distDir }: { mode: "production" | "development"; distDir: string },
): Promise<void> {
  const { APP_URL, SUPABASE_URL } = parseEnvironment(settings)
  const steps = new Steps((line) => console.log(line))
  const runDir = `${root}/.local/hosted/run`
  await endOrphans(runDir, (line) => steps.begin(line))
  const { app: port } = await settlePorts({
    app: readPorts(settings).app,
    supabase: 0,
    postgres: 0,
    carrier: 0,
  })
  if (mode === "production") await ensureBuild(distDir, (line) => steps.begin(line))
  steps.begin("starting the app")
  const app = await startApp({
    mode,
    port,
    distDir,
    env: { ...systemEnvironment(), ...settings },
    runDir,
    logDir: `${root}/.local/hosted/logs`,
  })
  steps.end()
  console.log(
    `\nThe app listens on http://localhost:${port} for ${APP_URL}, with ${SUPABASE_URL}. Ctrl-C stops it.\n`,
  )
  const ended = await Promise.race([stopAsked(), app.exited.then(() => null)])
  await app.stop("SIGTERM", 5_000)
  if (ended === null) console.error(`The app has ended by itself:\n${app.logTail()}`)
  process.exit(ended === null ? 1 : 0)
}
