"use client"

import { createContext, type ReactNode, use, useEffect, useState } from "react"
import type { PublicConfig } from "@/lib/public-config"
import { ChannelRegistry, compareEvery } from "./channel-registry"
import { LiveStore } from "./live-store"
import type { RealtimePort } from "./port"

const RealtimeContext = createContext<{ registry: ChannelRegistry; store: LiveStore } | null>(null)

/** Loads the Supabase client with the first join: the shell is usable without it. */
function lazyPort(config: PublicConfig): RealtimePort {
  const load = async () => {
    const [{ supabasePort }, { browserClient }] = await Promise.all([
      import("./supabase-port"),
      import("@/lib/supabase/browser"),
    ])
    return supabasePort(browserClient(config))
  }
  return {
    join: async (topic, events) => (await load()).join(topic, events),
    sequences: async (topics) => (await load()).sequences(topics),
    reconnect: async () => (await load()).reconnect(),
  }
}

type Live = { registry: ChannelRegistry; store: LiveStore }
let pageLive: Live | undefined

/**
 * The page's one registry, with the store above it. They outlive a shell that fails and is drawn anew: the client below
 * knows one channel a topic, and a second registry would join those the first has not left yet, and hear nothing ever after.
 */
function liveOf(config: PublicConfig): Live {
  const make = (): Live => {
    const registry = new ChannelRegistry(lazyPort(config))
    return { registry, store: new LiveStore(registry) }
  }
  if (typeof window === "undefined") return make()
  pageLive ??= make()
  return pageLive
}

/** Gives everything below it `useLiveList`, `useTopic` and `useRealtimeHealth`; once a page, inside the signed-in shell. */
export function RealtimeProvider({ config, children }: { config: PublicConfig; children: ReactNode }) {
  const [value] = useState(() => liveOf(config))
  const { registry } = value

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
