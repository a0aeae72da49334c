"use client"

import { createContext, type ReactNode, use, useEffect, useState } from "react"
import type { PublicConfig } from "@/lib/public-config"
import { ChannelRegistry, compareEvery } from "./channel-registry"
import type { RealtimePort } from "./port"

const RegistryContext = createContext<ChannelRegistry | null>(null)

/** Loads the Supabase client with the first join: the shell is usable without it. */
function lazyPort(config: PublicConfig): RealtimePort {
  const load = async () => (await import("./supabase-port")).supabasePort(config)
  return {
    join: async (topic, events) => (await load()).join(topic, events),
    sequences: async (topics) => (await load()).sequences(topics),
    reconnect: async () => (await load()).reconnect(),
  }
}

let pageRegistry: ChannelRegistry | undefined

/**
 * The page's one registry. It outlives a shell that fails and is drawn anew: the client below it knows one channel a
 * topic, and a second registry would join those the first has not left yet, and hear nothing ever after.
 */
function registryOf(config: PublicConfig): ChannelRegistry {
  if (typeof window === "undefined") return new ChannelRegistry(lazyPort(config))
  pageRegistry ??= new ChannelRegistry(lazyPort(config))
  return pageRegistry
}

/** Gives everything below it `useTopic` and `useRealtimeHealth`; once a page, inside the signed-in shell. */
export function RealtimeProvider({ config, children }: { config: PublicConfig; children: ReactNode }) {
  const [registry] = useState(() => registryOf(config))

  useEffect(() => {
    const back = () => void registry.goOnline()
    const gone = () => registry.goOffline()
    const isSeen = () => document.visibilityState === "visible"
    const seen = () => {
      if (!isSeen()) return
      registry.retryNow()
      void registry.compare()
    }
    const comparing = setInterval(() => isSeen() && void registry.compare(), compareEvery)
    window.addEventListener("online", back)
    window.addEventListener("offline", gone)
    document.addEventListener("visibilitychange", seen)
    return () => {
      clearInterval(comparing)
      window.removeEventListener("online", back)
      window.removeEventListener("offline", gone)
      document.removeEventListener("visibilitychange", seen)
    }
  }, [registry])

  return <RegistryContext value={registry}>{children}</RegistryContext>
}

/** The page's registry. Throws outside of {@link RealtimeProvider}. */
export function useRegistry(): ChannelRegistry {
  const registry = use(RegistryContext)
  if (!registry) throw new Error("useTopic and useRealtimeHealth need a RealtimeProvider above them")
  return registry
}
