import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import type { CarrierOptions, NumberConfig } from "../carrier/options.ts"
import type { Child } from "../supabase/process/child.ts"
import { systemEnvironment } from "./environment.ts"
import { paths } from "./paths.ts"
import { applicationSidOf, type ProductSecrets } from "./secrets.ts"
import { startService } from "./service.ts"
import type { ProductOptions } from "./types.ts"

interface CarrierStart {
  dataDir: string
  runDir: string
  logDir: string
  port: number
  secrets: ProductSecrets
  numbers: NumberConfig[]
  appUrl: string
  options: ProductOptions
  signal: AbortSignal
}

export interface CarrierProcess {
  child: Child
  url: string
  signalUrl: string
}

const readyShape = z.object({ url: z.string(), signalUrl: z.string(), mediaAddress: z.string().nullable() })

/** Starts the carrier as a process of its own, with the account the app has the credentials of. */
export async function startCarrierProcess(start: CarrierStart): Promise<CarrierProcess> {
  const { secrets, options } = start
  const dataDir = join(start.dataDir, "carrier")
  mkdirSync(dataDir, { recursive: true })
  const carrierOptions: CarrierOptions = {
    port: start.port,
    dataDir,
    accountSid: secrets.accountSid,
    authToken: secrets.authToken,
    apiKeySid: secrets.apiKeySid,
    apiKeySecret: secrets.apiKeySecret,
    applications: {
      [applicationSidOf(secrets)]: {
        voiceUrl: `${start.appUrl}/api/twilio/voice/outgoing`,
        voiceFallbackUrl: `${start.appUrl}/api/twilio/voice/fallback`,
        statusCallback: `${start.appUrl}/api/twilio/status/call`,
      },
    },
    numbers: start.numbers,
    controlToken: secrets.controlToken,
    ...options.carrier,
  }
  const { child, ready } = await startService({
    name: "carrier",
    program: paths.carrierProgram,
    env: { ...systemEnvironment(), CARRIER_OPTIONS: JSON.stringify(carrierOptions) },
    ready: readyShape,
    runDir: start.runDir,
    logDir: start.logDir,
    withinMs: 30_000,
    signal: start.signal,
  })
  if (ready.mediaAddress === null)
    options.log(
      "this machine has no private network address: calls will connect, but nobody will hear anything",
    )
  return {
    child,
    url: ready.url,
    signalUrl: ready.signalUrl,
  }
}
