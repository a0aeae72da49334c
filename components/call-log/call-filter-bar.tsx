"use client"

import { ListFilter, Search, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { useId, useState } from "react"
import { useInboxes } from "@/components/session/inboxes-provider"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { IconButton } from "@/components/ui/icon-button"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import type { MemberName } from "@/lib/call-log/queries"
import { type AskedCalls, type CallFilters, isFiltered, noFilters, periods } from "@/lib/call-log/rules"
import { cn } from "@/lib/cn"
import { callOutcomes, callReasons, directions } from "@/supabase/functions/_shared/calls/outcomes"

type CallFilterBarProps = {
  filters: CallFilters
  asked: AskedCalls | null
  today: string
  members: MemberName[]
  onAsk: (filters: CallFilters) => void
}

/** What the list is of; on a narrow screen behind a button that says how much is set. */
export function CallFilterBar({ filters, asked, today, members, onAsk }: CallFilterBarProps) {
  const t = useTranslations("calls.filters")
  const [isOpen, setOpen] = useState(false)
  const fieldsId = useId()
  const count = Object.entries({ ...filters, from: null, until: null }).filter(
    ([name, value]) => name !== "period" && value !== null,
  ).length
  return (
    <search aria-label={t("label")} className="shrink-0 border-b bg-surface-2 px-4 py-2">
      <Button
        size="small"
        className="wide:hidden"
        aria-expanded={isOpen}
        aria-controls={fieldsId}
        onClick={() => setOpen(!isOpen)}
      >
        <ListFilter aria-hidden />
        <span>{t("open")}</span>
        {count > 0 && <span className="text-ink-3">{t("count", { count })}</span>}
      </Button>
      <div
        id={fieldsId}
        className={cn(
          "grid grid-cols-2 items-start gap-x-2 gap-y-2 max-wide:mt-2 wide:flex wide:flex-wrap",
          !isOpen && "max-wide:hidden",
        )}
      >
        <PeriodFields filters={filters} asked={asked} today={today} onAsk={onAsk} />
        <Choices filters={filters} members={members} onAsk={onAsk} />
        <NumberField
          key={filters.number ?? ""}
          typed={filters.number ?? ""}
          isUnreadable={asked === null}
          onTyped={(number) => onAsk({ ...filters, number })}
        />
        {isFiltered(filters) && (
          <Button
            variant="quiet"
            className="self-start wide:mt-6"
            onClick={() =>
              onAsk({ ...noFilters, period: filters.period, from: filters.from, until: filters.until })
            }
          >
            <X aria-hidden />
            <span>{t("clear")}</span>
          </Button>
        )}
      </div>
    </search>
  )
}

type PartProps = Pick<CallFilterBarProps, "filters" | "onAsk">

function PeriodFields({ filters, asked, today, onAsk }: Omit<CallFilterBarProps, "members">) {
  const t = useTranslations("calls.filters")
  return (
    <>
      <Field label={t("period")} className="min-w-0 wide:w-32">
        <Select
          value={filters.period}
          options={periods.map((period) => [period, t(period)] as const)}
          onChoose={(period) =>
            onAsk(
              period === "days"
                ? { ...filters, period, from: asked?.from ?? today, until: today }
                : { ...filters, period, from: null, until: null },
            )
          }
        />
      </Field>
      {filters.period === "days" &&
        (["from", "until"] as const).map((end) => (
          <Field key={`${end} ${filters[end]}`} label={t(end)} className="min-w-0 wide:w-38">
            <Input
              type="date"
              defaultValue={filters[end] ?? ""}
              onChange={({ target }) => {
                const day = target.value || null
                if (day !== filters[end]) onAsk({ ...filters, [end]: day })
              }}
            />
          </Field>
        ))}
    </>
  )
}

function Choices({ filters, members, onAsk }: PartProps & { members: MemberName[] }) {
  const t = useTranslations("calls")
  const words = useTranslations("common")
  const inboxes = useInboxes()
  const choices = [
    ["inbox", inboxes.map(({ id, name }) => [id, name] as const), "wide:w-40"],
    ["direction", directions.map((one) => [one, words(`direction.${one}`)] as const), "wide:w-28"],
    ["outcome", callOutcomes.map((one) => [one, t(`outcome.${one}`)] as const), "wide:w-32"],
    ["reason", callReasons.map((one) => [one, words(`reason.${one}`)] as const), "wide:w-44"],
    ["member", members.map(({ id, name }) => [id, name] as const), "wide:w-36"],
  ] as const
  return choices.map(([name, options, width]) => (
    <Field key={name} label={t(`filters.${name}`)} className={cn("min-w-0", width)}>
      <Select
        value={filters[name] ?? ""}
        options={[["", t("filters.any")] as const, ...options]}
        onChoose={(value) => onAsk({ ...filters, [name]: value || null })}
      />
    </Field>
  ))
}

type NumberFieldProps = { typed: string; isUnreadable: boolean; onTyped: (number: string | null) => void }

function NumberField({ typed, isUnreadable, onTyped }: NumberFieldProps) {
  const t = useTranslations("calls.filters")
  return (
    <form
      className="min-w-0 wide:w-52"
      onSubmit={(event) => {
        event.preventDefault()
        const text = new FormData(event.currentTarget).get("number")
        onTyped((typeof text === "string" && text.trim()) || null)
      }}
    >
      <Field label={t("number")} error={isUnreadable && t("unreadable")}>
        <span className="relative flex items-center">
          <Input
            name="number"
            inputMode="tel"
            autoComplete="off"
            defaultValue={typed}
            placeholder={t("numberHint")}
            className="pr-8 tabular-nums"
          />
          <IconButton label={t("search")} type="submit" size="small" className="absolute right-1">
            <Search aria-hidden />
          </IconButton>
        </span>
      </Field>
    </form>
  )
}
