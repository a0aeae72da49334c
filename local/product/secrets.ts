import { randomBytes } from "node:crypto"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"

const secretsSchema = z.object({
  routingSecret: z.string(),
  tickSecret: z.string(),
  accountSid: z.string(),
  authToken: z.string(),
  apiKeySid: z.string(),
  apiKeySecret: z.string(),
  controlToken: z.string(),
})

/** What the parts of a local product share with each other; invented once per data directory. */
export type ProductSecrets = z.infer<typeof secretsSchema>

const hex = (bytes: number) => randomBytes(bytes).toString("hex")

function invent(): ProductSecrets {
  return {
    routingSecret: hex(24),
    tickSecret: hex(24),
    // A provider's identifiers are two letters and 32 hexadecimal digits.
    accountSid: `AC${hex(16)}`,
    authToken: hex(16),
    apiKeySid: `SK${hex(16)}`,
    apiKeySecret: hex(16),
    controlToken: hex(24),
  }
}

/** The account's one TwiML application, through which softphones call: no secret, so it is the account's own digits. */
export function applicationSidOf({ accountSid }: ProductSecrets): string {
  return accountSid.replace(/^AC/, "AP")
}

/** Reads the secrets of `dataDir`, or invents and keeps them, readable for their owner only. */
export function loadSecrets(dataDir: string): ProductSecrets {
  const path = join(dataDir, "product.json")
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(path, "utf8")))
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error
  }
  mkdirSync(dataDir, { recursive: true })
  const secrets = invent()
  writeFileSync(path, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}
