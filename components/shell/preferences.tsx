"use client"

import { useState } from "react"
import { ThemeProvider } from "@/components/session/use-theme"
import type { Theme } from "@/lib/preferences/rules"
import { FoldedProvider } from "./use-folded"

type PreferencesProps = { theme: Theme; folded: string[]; children: React.ReactNode }

/** What this browser remembers, as the server read it from its cookies. */
export function Preferences({ theme, folded, children }: PreferencesProps) {
  const [remembered] = useState(() => ({ ids: new Set(folded) }))
  return (
    <ThemeProvider value={theme}>
      <FoldedProvider value={remembered}>{children}</FoldedProvider>
    </ThemeProvider>
  )
}
