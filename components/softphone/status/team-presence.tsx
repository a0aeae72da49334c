"use client"

import { NotebookPen } from "lucide-react"
import { useTranslations } from "next-intl"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import { duration } from "@/lib/i18n/format"
import { useNow } from "@/lib/i18n/use-now"
import { isOfflineReason } from "@/lib/phone/rules"
import { byHelpfulness, type PresenceState, presenceSince, presenceState } from "@/lib/presence/rules"
import type { Presence } from "@/lib/presence/schema"
import { usePresence } from "./use-presence"

const shapes: Record<PresenceState, StatusShapeName | null> = {
  available: "available",
  after_call: null,
  ringing: "ringing",
  dialling: "ringing",
  talking: "talking",
  lost: "trouble",
  offline: "offline",
}

/** The other phone users with what they are doing, live (B6). */
export function TeamPresence({ phone }: { phone: PhoneContextValue }) {
  const t = useTranslations("phone.team")
  const people = usePresence(phone)
  const others = people?.filter((person) => person.memberId !== phone.member.id).sort(byHelpfulness)
  const available = others?.filter((person) => presenceState(person) === "available").length ?? 0
  return (
    <section aria-labelledby="team-presence" className="-mx-3 border-t border-line pt-2">
      <h2 id="team-presence" className="flex justify-between px-3 text-12 text-ink-3">
        <span>{t("title")}</span>
        {others && <span>{t("available", { count: available })}</span>}
      </h2>
      {others?.length === 0 && <p className="px-3 py-1 text-12 text-ink-2">{t("empty")}</p>}
      <ul className="max-h-48 min-h-8 overflow-y-auto">
        {others?.map((person) => (
          <Person key={person.memberId} person={person} />
        ))}
      </ul>
    </section>
  )
}

function Person({ person }: { person: Presence }) {
  const t = useTranslations("phone.team.states")
  const reasons = useTranslations("phone.status.reasons")
  const now = useNow(1000)
  const state = presenceState(person)
  const shape = shapes[state]
  const { statusReason } = person
  const reason =
    state !== "offline" || statusReason === null
      ? null
      : isOfflineReason(statusReason)
        ? reasons(statusReason)
        : statusReason
  return (
    <li className="flex h-8 items-center gap-2 px-3 [--shape-cut:var(--raised)]">
      {shape === null ? (
        <NotebookPen aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      ) : (
        <StatusShape shape={shape} className="size-3.5" />
      )}
      <span className="min-w-0 flex-1 truncate">{person.name}</span>
      <span className="shrink-0 text-12 text-ink-2">{reason ?? t(state)}</span>
      <span className="min-w-10 shrink-0 text-right text-12 text-ink-3 tabular-nums">
        {duration((now - presenceSince(person)) / 1000)}
      </span>
    </li>
  )
}
