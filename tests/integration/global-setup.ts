import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { testDistDir } from "../../local/product/build.ts"
import { startProduct } from "../../local/product/start.ts"
import type { Product } from "../../local/product/types.ts"
import { quickCarrier } from "../support/quick-carrier.ts"

/** What a test knows of the running product: addresses and credentials, as a deployment would have them. */
export type ProductUnderTest = Pick<Product, "appUrl" | "supabase" | "carrier" | "env">

/** One product for all integration tests, without the seed; each test makes accounts and numbers of its own. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), "toritsugi-integration-"))
  chmodSync(dataDir, 0o755) // the account Postgres runs as must get in
  const product = await startProduct({
    dataDir,
    mode: "production",
    // A build made before may be named, so that a change of the tests alone needs none.
    distDir: process.env.TEST_DIST_DIR ?? testDistDir(),
    carrier: quickCarrier,
    log: (line) => console.log(`  ${line}`),
  })
  const { appUrl, supabase, carrier, env } = product
  project.provide("product", { appUrl, supabase, carrier, env })
  return async () => {
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

declare module "vitest" {
  export interface ProvidedContext {
    product: ProductUnderTest
  }
}
