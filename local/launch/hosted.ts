import { parseEnvironment } from "../../lib/env.ts"
import { startApp } from "../product/app.ts"
import { ensureBuild } from "../product/build.ts"
import { systemEnvironment } from "../product/environment.ts"
import { root } from "../product/paths.ts"
import { settlePorts } from "../product/ports.ts"
import { endOrphans } from "../supabase/process/orphans.ts"
import { type PartFailure, Supervised } from "../supabase/process/supervised.ts"
import { readPorts } from "./configuration.ts"
import { exitCodeOf, stopAsked } from "./signals.ts"
import { Steps } from "./steps.ts"

/**
 * Builds and serves only the app, for a Supabase project and a provider somewhere else. Throws EnvironmentError
 * naming each variable that is missing or wrong before anything is built or started. An app that dies is started again.
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
  const asked = stopAsked()
  const stop = new AbortController()
  void asked.then((why) => stop.abort(why))
  let isUp = false
  const log = (line: string) => (isUp ? console.log(line) : steps.begin(line))
  const { promise: failed, resolve: onGivenUp } = Promise.withResolvers<PartFailure>()
  const logDir = `${root}/.local/hosted/logs`
  const env = { ...systemEnvironment(), ...settings }
  const app = new Supervised({
    name: "app",
    start: async (signal) => ({
      child: await startApp({ mode, port, distDir, env, runDir, logDir, signal }),
    }),
    stopSignal: "SIGTERM",
    graceMs: 5_000,
    log,
    onGivenUp,
  })
  try {
    if (mode === "production") await ensureBuild(distDir, log, stop.signal)
    steps.begin("starting the app")
    await app.start(stop.signal)
  } catch (error) {
    steps.end()
    if (stop.signal.aborted) process.exit(exitCodeOf(await asked))
    throw error
  }
  isUp = true
  steps.end()
  console.log(
    `\nThe app listens on http://localhost:${port} for ${APP_URL}, with ${SUPABASE_URL}. Ctrl-C stops it.\n`,
  )
  const ended = await Promise.race([asked, failed])
  await app.stop()
  if (typeof ended === "string") process.exit(0)
  console.error(
    `The app has died three times within a minute; the last time it ${ended.how}. Its last words are in ${logDir}/app.log`,
  )
  process.exit(1)
}
