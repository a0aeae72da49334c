import { existsSync, readFileSync } from "node:fs"
import { parseEnv } from "node:util"
import { type Port, type Ports, portSettings } from "../product/ports.ts"

/** A setting a person gave that cannot be used; the message names it. */
export class SettingError extends Error {
  constructor(message: string) {
    super(message)
    this.name = "SettingError"
  }
}

/** The environment with the `.env` file of the checkout beneath it: what is set in the environment wins. */
export function readSettings(
  envFile: string,
  environment: Record<string, string | undefined>,
): Record<string, string> {
  const fromFile = existsSync(envFile) ? parseEnv(readFileSync(envFile, "utf8")) : {}
  const merged = { ...fromFile, ...environment }
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

/** Whether somebody chose a hosted project or a real provider: then nothing is started locally. */
export function wantsHosted(settings: Record<string, string>): boolean {
  return Object.keys(settings).some((name) =>
    /^(SUPABASE_(URL|PUBLISHABLE_KEY|SECRET_KEY)|TWILIO_\w+)$/.test(name),
  )
}

/** Ports to listen on: the usual ones unless a variable says otherwise. Throws {@link SettingError}. */
export function readPorts(settings: Record<string, string>): Ports {
  const ports = { app: 0, supabase: 0, postgres: 0, carrier: 0 }
  for (const role of Object.keys(ports) as Port[]) {
    const { port, variable, title } = portSettings[role]
    const chosen = settings[variable]
    ports[role] = chosen === undefined ? port : Number(chosen)
    if (!Number.isInteger(ports[role]) || ports[role] < 0 || ports[role] > 65_535)
      throw new SettingError(`${variable}=${chosen} is not a port for ${title}: a number from 0 to 65535.`)
  }
  const used = Object.values(ports).filter((port) => port !== 0)
  if (new Set(used).size < used.length)
    throw new SettingError("Two of APP_PORT, SUPABASE_PORT, POSTGRES_PORT and CARRIER_PORT are the same.")
  return ports
}
