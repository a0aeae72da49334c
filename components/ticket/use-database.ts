"use client"

import { useCallback } from "react"
import { usePublicConfig } from "@/components/shell/config-provider"

/** Opens the page's client with the first question to the database: the ticket is readable without it. */
export function useDatabase() {
  const config = usePublicConfig()
  return useCallback(async () => (await import("@/lib/supabase/browser")).browserClient(config), [config])
}
