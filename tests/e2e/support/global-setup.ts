import { testDistDir } from "../../../local/product/build.ts"
import { startProduct } from "../../../local/product/start.ts"
import { temporaryData } from "../../../local/product/temporary-data.ts"
import { quickCarrier } from "../../support/quick-carrier.ts"
import { shareProduct } from "./shared-product.ts"

/** Starts the product the whole run uses; the function returned stops it and removes its data. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const data = temporaryData("e2e")
  const product = await startProduct({
    dataDir: data.path,
    mode: "production",
    distDir: testDistDir(),
    seed: true,
    // What callers are told is a matter of the carrier's contract; here everybody would wait for its end.
    carrier: quickCarrier,
    // The page of primitives and phone states, which this build has and does not show by itself.
    env: { GALLERY: "1" },
    log: (line) => console.log(`  ${line}`),
  })
  shareProduct(product)
  return async () => {
    await product.stop()
    await data.remove()
  }
}
