"use client"

import { createContext, use, useState } from "react"
import { foldedCookie } from "@/lib/preferences/keys"
import { remember } from "@/lib/preferences/mutations"
import { writeFolded } from "@/lib/preferences/rules"

const FoldedContext = createContext<{ ids: Set<string> } | null>(null)

export const FoldedProvider = FoldedContext.Provider

/** Whether an inbox is folded in the sidebar, and how to fold it; remembered in this browser. */
export function useFolded(inboxId: string): [boolean, (isFolded: boolean) => void] {
  const remembered = use(FoldedContext)
  const [isFolded, setFolded] = useState(remembered?.ids.has(inboxId) ?? false)
  const fold = (next: boolean) => {
    setFolded(next)
    if (!remembered) return
    if (next) remembered.ids.add(inboxId)
    else remembered.ids.delete(inboxId)
    remember(foldedCookie, writeFolded(remembered.ids))
  }
  return [isFolded, fold]
}
