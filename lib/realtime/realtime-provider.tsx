"use client"

import { createContext, type ReactNode, use, useEffect, useState } from "react"
import type { PublicConfig } from "@/lib/public-config"
import type { ChannelRegistry } from "./channel-registry"
import type { LiveStore } from "./live-store"
import { type Live, pageLive } from "./page-live"
import { watchPage } from "./page-watch"
import type { RealtimePort } from "./port"

const RealtimeContext = createContext<Live | null>(null)

/** Loads the Supabase client with the first join: the shell is usable without it. */
function lazyPort(config: PublicConfig): RealtimePort {
  let port: Promise<RealtimePort> | undefined
  const load = () => {
    port ??= Promise.all([import("./supabase-port"), import("@/lib/supabase/browser")]).then(
      ([{ supabasePort }, { browserClient }]) => supabasePort(browserClient(config)),
    )
    port.catch(() => {
      port = undefined
    })
    return port
  }
  return {
    join: async (topic, events) => (await load()).join(topic, events),
    sequences: async (topics) => (await load()).sequences(topics),
    reconnect: async () => (await load()).reconnect(),
  }
}

/** Gives everything below it `useLiveList`, `useTopic` and `useRealtimeHealth`; once a page, inside the signed-in shell. */
export function RealtimeProvider({ config, children }: { config: PublicConfig; children: ReactNode }) {
  const [value] = useState(() => pageLive(() => lazyPort(config)))
  const { registry } = value
  useEffect(() => watchPage(registry, { window, document }), [registry])
  return <RealtimeContext value={value}>{children}</RealtimeContext>
}

function useRealtime() {
  const value = use(RealtimeContext)
  if (!value) throw new Error("what is live needs a RealtimeProvider above it")
  return value
}

/** The page's registry. Throws outside of {@link RealtimeProvider}. */
export function useRegistry(): ChannelRegistry {
  return useRealtime().registry
}

/** The page's lists. Throws outside of {@link RealtimeProvider}. */
export function useLiveStore(): LiveStore {
  return useRealtime().store
}
