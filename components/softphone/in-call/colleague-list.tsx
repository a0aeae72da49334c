"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import { duration } from "@/lib/i18n/format"
import { useNow } from "@/lib/i18n/use-now"
import { byHelpfulness, type PresenceState, presenceSince, presenceState } from "@/lib/presence/rules"
import type { Presence } from "@/lib/presence/schema"
import { obstacleOf } from "@/lib/transfer/rules"
import type { Asking } from "./use-call-request"

const shapes: Record<PresenceState, StatusShapeName> = {
  available: "available",
  after_call: "offline",
  ringing: "ringing",
  dialling: "ringing",
  talking: "talking",
  lost: "trouble",
  offline: "offline",
}

type Props = {
  /** The other phone users; undefined until read. */
  others: readonly Presence[] | undefined
  /** Who has a role in the call's inbox; null until read. */
  memberIds: readonly string[] | null
  asking: Asking
}

/** Colleagues with what they are doing, live; who cannot be called is listed with the reason (F2). */
export function ColleagueList({ others, memberIds, asking }: Props) {
  const t = useTranslations("transfer")
  const [filter, setFilter] = useState("")
  const wanted = filter.trim().toLowerCase()
  const shown = others
    ?.filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => canHelp(b) - canHelp(a) || byHelpfulness(a, b))
  function canHelp({ memberId }: Presence): number {
    return memberIds?.includes(memberId) ? 1 : 0
  }
  const empty =
    shown === undefined || memberIds === null
      ? t("loading")
      : others?.length === 0
        ? t("noColleagues")
        : shown.length === 0 && t("noMatch")
  return (
    <>
      <div className="shrink-0 px-3 pt-1">
        <Input
          type="search"
          aria-label={t("filter")}
          placeholder={t("filter")}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      <ul className="mt-1 min-h-0 flex-1 overflow-y-auto">
        {empty && <li className="px-3 py-2 text-12 text-ink-2">{empty}</li>}
        {memberIds !== null &&
          shown?.map((person) => (
            <Colleague
              key={person.memberId}
              person={person}
              hasRole={memberIds.includes(person.memberId)}
              asking={asking}
            />
          ))}
      </ul>
    </>
  )
}

type ColleagueProps = { person: Presence; hasRole: boolean; asking: Asking }

function Colleague({ person, hasRole, asking }: ColleagueProps) {
  const t = useTranslations("transfer")
  const states = useTranslations("phone.team.states")
  const now = useNow(1000)
  const state = presenceState(person)
  const obstacle = obstacleOf(state, hasRole)
  const name = t("person", { name: person.name })
  const target = { memberId: person.memberId }
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-2 px-3 py-1 [--shape-cut:var(--raised)]">
      <StatusShape shape={shapes[state]} className="size-3.5" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{person.name}</span>
        <span className="block truncate text-12 text-ink-2 tabular-nums">
          {obstacle === "no_inbox_role"
            ? t("refusals.no_inbox_role")
            : `${states(state)} ${duration((now - presenceSince(person)) / 1000)}`}
        </span>
      </span>
      {obstacle === null && (
        <>
          <Button
            size="small"
            variant="quiet"
            aria-label={t("handOverName", { name: person.name })}
            aria-disabled={asking.isPending}
            onClick={() => asking.transfer(target)}
          >
            {t("handOver")}
          </Button>
          <Button
            size="small"
            aria-label={t("callName", { name: person.name })}
            aria-disabled={asking.isPending}
            onClick={() => asking.consult(target)}
          >
            {t("call")}
          </Button>
        </>
      )}
      {obstacle !== null && obstacle !== "no_inbox_role" && (
        <span className="sr-only">{`${name} ${t(`refusals.${obstacle}`)}`}</span>
      )}
    </li>
  )
}
