"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { deferred, useDeferred } from "@/components/ui/use-deferred"
import { pageIdentity } from "@/lib/auth/page-identity"
import { hearSessionChanged, tellSessionChanged } from "@/lib/auth/session-news"
import type { Member } from "@/lib/members/schema"
import { useLiveStore, useRegistry } from "@/lib/realtime/realtime-provider"
import { useDatabase } from "./use-database"
import { useStanding } from "./use-standing"

const dialog = deferred(() => import("./session-dialog").then((module) => module.SessionDialog))

/**
 * Compares whom this page was made for with whose session the browser holds: when the page is looked at again, and when
 * another tab says that somebody signed in or out. Each request compares too. Stops the page when it is another
 * person's, asks for the password when it is nobody's, and goes on where it was when the owner is back.
 */
export function SessionGuard({ owner, presentUserId }: { owner: Member; presentUserId: string }) {
  const standing = useStanding()
  const SessionDialog = useDeferred(dialog, standing !== "own", () => {})
  const database = useDatabase()
  const queries = useQueryClient()
  const registry = useRegistry()
  const store = useLiveStore()

  useEffect(() => {
    const look = async () => {
      const [{ lookWhoIsSignedIn }, client] = await Promise.all([
        import("@/lib/supabase/browser"),
        database(),
      ])
      await lookWhoIsSignedIn(client)
    }
    const compare = () => void look().catch(() => undefined)
    const seen = () => document.visibilityState === "visible" && compare()
    const stopHearing = hearSessionChanged(compare)
    window.addEventListener("focus", compare)
    window.addEventListener("pageshow", compare)
    document.addEventListener("visibilitychange", seen)
    // Whoever opened this page is signed in now; the other tabs may be of the person before.
    tellSessionChanged()
    return () => {
      stopHearing()
      window.removeEventListener("focus", compare)
      window.removeEventListener("pageshow", compare)
      document.removeEventListener("visibilitychange", seen)
    }
  }, [database])

  // What the server rendered anew may be for somebody else already.
  useEffect(() => {
    if (presentUserId !== owner.userId) pageIdentity.judge("other")
  }, [presentUserId, owner.userId])

  const was = useRef(standing)
  useEffect(() => {
    const isBack = standing === "own" && was.current !== "own"
    was.current = standing
    if (!isBack) return
    void queries.invalidateQueries()
    store.readAll()
    void registry.goOnline()
  }, [standing, queries, registry, store])

  return SessionDialog && standing !== "own" && <SessionDialog owner={owner} standing={standing} />
}
