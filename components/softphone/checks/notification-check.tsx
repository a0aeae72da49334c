"use client"

import { useTranslations } from "next-intl"
import { useSyncExternalStore } from "react"
import { Button } from "@/components/ui/button"

const watchers = new Set<() => void>()

function watch(watcher: () => void) {
  watchers.add(watcher)
  document.addEventListener("visibilitychange", watcher)
  return () => {
    watchers.delete(watcher)
    document.removeEventListener("visibilitychange", watcher)
  }
}

function permission(): NotificationPermission | "unsupported" {
  return "Notification" in window ? Notification.permission : "unsupported"
}

/** Whether calls may be shown on the desktop, and the button that asks for it. */
export function NotificationCheck() {
  const t = useTranslations("phone.checks")
  const state = useSyncExternalStore(watch, permission, () => "default" as const)
  if (state === "default") {
    const ask = async () => {
      await Notification.requestPermission()
      for (const watcher of watchers) watcher()
    }
    return (
      <Button size="small" onClick={() => void ask()}>
        {t("allow")}
      </Button>
    )
  }
  const word = { granted: "allowed", denied: "denied", unsupported: "unsupported" } as const
  return <span className="pr-1 text-12 text-ink-2">{t(word[state])}</span>
}
