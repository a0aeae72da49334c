import type { Product } from "../../../local/product/types.ts"

/** What a test may know of the product of its run. */
export type SharedProduct = Pick<Product, "appUrl" | "supabase" | "carrier" | "mailUrl">

const variable = "TORITSUGI_E2E_PRODUCT"

/** Hands the product to the workers, which inherit the environment. */
export function shareProduct({ appUrl, supabase, carrier, mailUrl }: Product): void {
  process.env[variable] = JSON.stringify({ appUrl, supabase, carrier, mailUrl })
}

/** The product of this run. Throws outside a run. */
export function sharedProduct(): SharedProduct {
  const shared = process.env[variable]
  if (shared === undefined) throw new Error("no product was started for this run")
  return JSON.parse(shared) as SharedProduct
}
