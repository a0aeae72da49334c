import { testDistDir } from "../../../local/product/build.ts"
import { startProduct } from "../../../local/product/start.ts"
import { temporaryData } from "../../../local/product/temporary-data.ts"
import { shareProduct } from "./shared-product.ts"

/** Starts the product the whole run uses; the function returned stops it and removes its data. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const data = temporaryData("e2e")
  const product = await startProduct({
    dataDir: data.path,
    mode: "production",
    distDir: testDistDir(),
    seed: true,
    log: (line) => console.log(`  ${line}`),
  })
  shareProduct(product)
  return async () => {
    await product.stop()
    await data.remove()
  }
}
