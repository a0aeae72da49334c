import { randomBytes } from "node:crypto"
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { exportJWK, generateKeyPair, type JWK } from "jose"
import { z } from "zod"

const secretsSchema = z.object({
  publishableKey: z.string(),
  secretKey: z.string(),
  /** Password of the database role `postgres`. */
  databasePassword: z.string(),
  /** Password of the roles only the stack's own services use. */
  servicePassword: z.string(),
  /** Signs access tokens, ES256. */
  signingKey: z.record(z.string(), z.unknown()),
  /** Signs storage URLs and upload tokens, base64url of 32 bytes. */
  storageUrlKey: z.string(),
})

export interface Secrets extends Omit<z.infer<typeof secretsSchema>, "signingKey"> {
  signingKey: JWK
}

/** Reads the secrets of a data directory, or makes them at the first start (file mode 0600). */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, "secrets.json")
  const kept = readIfThere(file)
  if (kept !== null) return secretsSchema.parse(JSON.parse(kept)) as Secrets
  const made = await makeSecrets()
  mkdirSync(dataDir, { recursive: true })
  // Written aside and renamed: a crash leaves either no secrets or all of them.
  writeFileSync(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
  return made
}

async function makeSecrets(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true })
  const kid = randomBytes(8).toString("hex")
  return {
    publishableKey: `sb_publishable_${token(24)}`,
    secretKey: `sb_secret_${token(32)}`,
    databasePassword: token(18),
    servicePassword: token(24),
    signingKey: { ...(await exportJWK(privateKey)), kid, alg: "ES256", use: "sig" },
    storageUrlKey: token(32),
  }
}

function token(bytes: number): string {
  return randomBytes(bytes).toString("base64url")
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null
    throw error
  }
}
