"use client"

import { createContext, use } from "react"
import type { PublicConfig } from "@/lib/public-config"

const ConfigContext = createContext<PublicConfig | null>(null)

/** Hands the browser's part of the configuration down; the root layout renders it once. */
export function ConfigProvider({ config, children }: { config: PublicConfig; children: React.ReactNode }) {
  return <ConfigContext value={config}>{children}</ConfigContext>
}

/** The browser's part of the configuration. Throws outside of {@link ConfigProvider}. */
export function usePublicConfig(): PublicConfig {
  const config = use(ConfigContext)
  if (!config) throw new Error("usePublicConfig needs a ConfigProvider above it")
  return config
}
