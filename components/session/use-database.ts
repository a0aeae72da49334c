"use client"

import { useCallback } from "react"
import { usePublicConfig } from "./config-provider"

/** Opens the page's client with the first question to the database: the shell is usable before it is loaded. */
export function useDatabase() {
  const config = usePublicConfig()
  return useCallback(async () => (await import("@/lib/supabase/browser")).browserClient(config), [config])
}
