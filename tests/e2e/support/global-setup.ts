import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { testDistDir } from "../../../local/product/build.ts"
import { startProduct } from "../../../local/product/start.ts"
import { shareProduct } from "./shared-product.ts"

/** Starts the product the whole run uses; the function returned stops it and removes its data. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "toritsugi-e2e-"))
  const product = await startProduct({
    dataDir,
    mode: "production",
    distDir: testDistDir(),
    seed: true,
    log: (line) => console.log(`  ${line}`),
  })
  shareProduct(product)
  return async () => {
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
