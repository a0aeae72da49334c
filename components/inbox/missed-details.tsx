"use client"

import { ChevronLeft, CircleCheck, X } from "lucide-react"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { CallBackButton } from "@/components/dialling/call-back-button"
import { Button, buttonVariants } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { IconButton } from "@/components/ui/icon-button"
import { formatPhone } from "@/lib/i18n/phone-number"
import { categoryPath, type MissedCategory } from "@/lib/inboxes/rules"
import type { MissedCaller } from "@/lib/missed/schema"
import { useCustomerName } from "./customer-name"
import { useMissed } from "./missed-context"
import { PastCalls } from "./past-calls"
import { RingHistory } from "./ring-history"

type MissedDetailsProps = { inboxId: string; category: MissedCategory; ticketNumber: number }

/** One caller beside the list: who it is, what can be done, earlier calls, and why nobody was reached. */
export function MissedDetails({ inboxId, category, ticketNumber }: MissedDetailsProps) {
  const { callers } = useMissed()
  const caller = callers.find((one) => one.ticketNumber === ticketNumber)
  const list = categoryPath(inboxId, category)
  if (!caller) return <AlreadyHandled ticketNumber={ticketNumber} list={list} />
  return <CallerDetails inboxId={inboxId} caller={caller} list={list} />
}

function CallerDetails({ inboxId, caller, list }: { inboxId: string; caller: MissedCaller; list: string }) {
  const t = useTranslations("inbox.missed")
  const common = useTranslations("common")
  const nameOf = useCustomerName()
  const router = useRouter()
  const { handle } = useMissed()
  const number = caller.customerNumber && formatPhone(caller.customerNumber)
  return (
    <aside aria-label={t("details", { name: nameOf(caller) })} className="flex min-h-0 grow flex-col">
      <div className="flex h-11 shrink-0 items-center gap-2 pr-2 pl-4 max-wide:pl-2">
        <BackToList list={list} />
        <h2 className="truncate text-14 leading-5 font-semibold">{nameOf(caller)}</h2>
        <Link
          href={`/tickets/${caller.ticketNumber}`}
          prefetch={false}
          className="ml-auto text-12 text-accent-ink tabular-nums hover:underline"
        >
          {`#${caller.ticketNumber}`}
        </Link>
        <IconButton label={common("close")} onClick={() => router.push(list)} className="max-wide:hidden">
          <X aria-hidden />
        </IconButton>
      </div>
      <div className="min-h-0 grow overflow-y-auto px-4 pb-4 *:border-t *:py-3 first:*:border-t-0 first:*:pt-0">
        <div>
          {number && <p className="text-24 font-semibold tracking-tight tabular-nums">{number}</p>}
          <p className="text-ink-2">
            {caller.contactName ? caller.company : number && common("notInContacts")}
          </p>
          <div className="mt-3 flex gap-2">
            <CallBackButton caller={caller} size="large" variant="primary" className="grow" />
            <Button
              size="large"
              onClick={() => {
                handle(caller)
                router.push(list)
              }}
            >
              {t("handle")}
            </Button>
            <Link
              href={`/tickets/${caller.ticketNumber}`}
              prefetch={false}
              className={buttonVariants({ size: "large" })}
            >
              {t("openTicket")}
            </Link>
          </div>
        </div>
        {caller.customerNumber && (
          <PastCalls inboxId={inboxId} caller={caller} number={caller.customerNumber} />
        )}
        <RingHistory caller={caller} />
      </div>
    </aside>
  )
}

function AlreadyHandled({ ticketNumber, list }: { ticketNumber: number; list: string }) {
  const t = useTranslations("inbox.missed")
  return (
    <aside className="flex grow flex-col p-2">
      <BackToList list={list} />
      <EmptyState
        icon={CircleCheck}
        title={t("alreadyHandled.title")}
        description={t("alreadyHandled.description")}
        action={
          <Link href={`/tickets/${ticketNumber}`} prefetch={false} className={buttonVariants()}>
            {t("openTicket")}
          </Link>
        }
      />
    </aside>
  )
}

function BackToList({ list }: { list: string }) {
  const t = useTranslations("common")
  return (
    <Link
      href={list}
      aria-label={t("back")}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-surface-3 wide:hidden"
    >
      <ChevronLeft aria-hidden className="size-5" />
    </Link>
  )
}
