import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { testDistDir } from "../local/product/build.ts"
import { paths, root } from "../local/product/paths.ts"
import { startProduct } from "../local/product/start.ts"
import { temporaryData } from "../local/product/temporary-data.ts"
import type { Product } from "../local/product/types.ts"

export interface Bench {
  product: Product
  /** As the database's owner, above all row rights. */
  database: pg.Pool
  log: (line: string) => void
}

/** Starts a product of the bench's own with the empty edge function beside the real ones. */
export async function startBench(log: (line: string) => void): Promise<Bench & { stop(): Promise<void> }> {
  const data = temporaryData("bench")
  // Inside the checkout, because functions find their packages in a folder above them.
  const functionsDir = join(root, ".local", "bench-functions")
  rmSync(functionsDir, { recursive: true, force: true })
  cpSync(paths.functions, functionsDir, { recursive: true })
  cpSync(join(root, "bench", "fixtures", "functions"), functionsDir, { recursive: true })
  // Like the real one, the empty function is open to callers without a session.
  const configFile = join(root, ".local", "bench-config.toml")
  const config = readFileSync(paths.supabaseConfig, "utf8")
  writeFileSync(configFile, `${config}\n[functions.empty]\nverify_jwt = false\n`)
  const product = await startProduct({
    dataDir: data.path,
    mode: "production",
    distDir: testDistDir(),
    functionsDir,
    configFile,
    // As fast as a contract allows; the queue of calls per second is not what is measured.
    carrier: { callsPerSecond: 0 },
    log,
  })
  const database = new pg.Pool({ connectionString: product.supabase.dbUrl, max: 4 })
  return {
    product,
    database,
    log,
    stop: async () => {
      await database.end()
      await product.stop()
      await data.remove()
      for (const made of [functionsDir, configFile]) rmSync(made, { recursive: true, force: true })
    },
  }
}
