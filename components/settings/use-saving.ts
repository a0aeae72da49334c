"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { useDatabase } from "@/components/session/use-database"
import { toast } from "@/components/ui/toast"
import { toAppError } from "@/lib/errors"
import type { BrowserClient } from "@/lib/supabase/browser"

/** Saves a setting: `save` is false when it could not be done, which has then been said. */
export function useSaving() {
  const errors = useTranslations("errors")
  const client = useDatabase()
  const [isSaving, setSaving] = useState(false)
  async function save(work: (client: BrowserClient) => Promise<unknown>): Promise<boolean> {
    setSaving(true)
    try {
      await work(await client())
      return true
    } catch (cause) {
      toast.error(errors(toAppError(cause).code))
      return false
    } finally {
      setSaving(false)
    }
  }
  return { save, isSaving }
}
