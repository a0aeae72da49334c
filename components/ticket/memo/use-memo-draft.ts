"use client"

import { useEffect, useRef, useState, useSyncExternalStore } from "react"
import { usePublicConfig } from "@/components/session/config-provider"
import { useDatabase } from "@/components/session/use-database"
import { pageIdentity } from "@/lib/auth/page-identity"
import { phaseOf } from "@/lib/memos/draft/draft-state"
import { saveDraftOnLeave } from "@/lib/memos/draft/leave"
import { type DraftPorts, MemoDraft } from "@/lib/memos/draft/memo-draft"
import { draftCopyKey } from "@/lib/memos/keys"
import type { CallMemo } from "@/lib/memos/schema"
import type { BrowserClient } from "@/lib/supabase/browser"

/** What a closing page sends with: the token of whoever the page was made for, never another's. */
async function ownToken(client: BrowserClient) {
  return (await import("@/lib/supabase/browser")).ownAccessToken(client)
}

/** Where this browser keeps what is not saved; null where it may not, and while the server renders. */
function browserStorage() {
  try {
    return typeof window === "undefined" ? null : window.localStorage
  } catch {
    return null
  }
}

/**
 * The draft of one memo for as long as it is on screen: restored from this browser, saved while it is typed, sent
 * when the page goes away, and merged with what is read again. One memo a component: give it the message's id as key.
 */
export function useMemoDraft(memo: CallMemo, member: { id: string; accountId: string }) {
  const config = usePublicConfig()
  const database = useDatabase()
  const accessToken = useRef<string | null>(null)

  const [draft] = useState(() => {
    let readTheirs: DraftPorts["readTheirs"] = () => null
    /** Loads what is needed to send with the first send, never while rendering. */
    async function write<Result>(
      send: (
        memos: typeof import("@/lib/memos/mutations"),
        client: Awaited<ReturnType<typeof database>>,
      ) => Promise<Result>,
    ) {
      const [memos, client] = await Promise.all([import("@/lib/memos/mutations"), database()])
      accessToken.current = await ownToken(client)
      readTheirs = memos.readTheirs
      return send(memos, client)
    }
    return new MemoDraft(memo, {
      save: (text) => write((memos, client) => memos.saveDraft(client, text)),
      record: (text, status) => write((memos, client) => memos.recordMemo(client, text, status)),
      readTheirs: (error) => readTheirs(error),
      storage: browserStorage(),
      storageKey: draftCopyKey(member.accountId, member.id, memo.messageId),
    })
  })
  const state = useSyncExternalStore(draft.subscribe, draft.getState, draft.getState)

  useEffect(() => {
    draft.start()
    const leave = () => {
      const token = pageIdentity.current() === "own" ? accessToken.current : null
      const unsent = token === null ? null : draft.leave()
      if (token !== null && unsent) saveDraftOnLeave(config, token, unsent)
    }
    // A hidden tab may be put to sleep or discarded without another word.
    const hide = () =>
      document.visibilityState === "hidden" && draft.getState().error === null && void draft.flush()
    const back = () => void draft.flush()
    const signedIn = pageIdentity.watch(() => pageIdentity.current() === "own" && back())
    window.addEventListener("pagehide", leave)
    window.addEventListener("online", back)
    document.addEventListener("visibilitychange", hide)
    return () => {
      signedIn()
      window.removeEventListener("pagehide", leave)
      window.removeEventListener("online", back)
      document.removeEventListener("visibilitychange", hide)
      void draft.flush()
    }
  }, [draft, config])

  useEffect(() => {
    // The first save may be the one that closes the page: have the token at hand before.
    void database().then(async (client) => {
      accessToken.current = await ownToken(client)
    })
  }, [database])

  useEffect(() => {
    if (state.busy === "no") draft.receive(memo)
  }, [draft, memo, state.busy])

  return { draft, state, phase: phaseOf(state) }
}
