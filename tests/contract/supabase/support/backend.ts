import { inject } from "vitest"

/** What the suite knows of the backend under test, and all it uses. */
export interface Backend {
  url: string
  publishableKey: string
  secretKey: string
  dbUrl: string
  /** The local stack: what only it has (mail inbox, 501) is tested too. */
  isLocal: boolean
}

declare module "vitest" {
  interface ProvidedContext {
    supabase: Backend
  }
}

export function backend(): Backend {
  return inject("supabase")
}
