"use client"

import { Minus, SlidersHorizontal } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { EnvironmentLink } from "@/components/softphone/checks/environment-link"
import { PhoneChecks } from "@/components/softphone/checks/phone-checks"
import { IconButton } from "@/components/ui/icon-button"
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover"
import { cn } from "@/lib/cn"
import type { CallFacts } from "@/lib/phone/schema"
import type { Softphone } from "@/lib/softphone/softphone"

type Props = {
  /** The call shown: its inbox and its ticket, which the number links to (E5). */
  facts: CallFacts | null
  softphone: Softphone | null
  onMinimise: (() => void) | null
  className?: string
}

const button = "text-inherit hover:bg-veil hover:text-inherit"

/** The top line: inbox and ticket, devices, fold away. */
export function PanelTop({ facts, softphone, onMinimise, className }: Props) {
  const t = useTranslations("phone")
  return (
    <div
      className={cn("flex h-8 shrink-0 items-center gap-1.5 pr-1 pl-3 text-12 whitespace-nowrap", className)}
    >
      {facts ? (
        <>
          <span className="min-w-0 truncate">{facts.inboxName}</span>
          {facts.ticketNumber !== null && (
            <Link
              href={`/tickets/${facts.ticketNumber}`}
              prefetch={false}
              aria-label={t("talking.ticket", { number: String(facts.ticketNumber) })}
              className="font-semibold tabular-nums underline underline-offset-3"
            >
              {`#${facts.ticketNumber}`}
            </Link>
          )}
        </>
      ) : (
        <span className="font-semibold">{t("title")}</span>
      )}
      <span className="flex-1" />
      {softphone && facts && (
        <Popover>
          <PopoverTrigger asChild>
            <button
              type="button"
              aria-label={t("devices.open")}
              title={t("devices.open")}
              className={cn("inline-flex size-6 items-center justify-center rounded-md", button)}
            >
              <SlidersHorizontal aria-hidden className="size-3.5" />
            </button>
          </PopoverTrigger>
          <PopoverContent side="left" aria-label={t("devices.open")} className="w-80">
            <div className="flex flex-col gap-2">
              <PhoneChecks softphone={softphone} isQuiet />
              <EnvironmentLink />
            </div>
          </PopoverContent>
        </Popover>
      )}
      {onMinimise && (
        <IconButton
          label={t("devices.minimise")}
          size="small"
          side="top"
          onClick={onMinimise}
          className={cn(button, "[&_svg]:size-3.5")}
        >
          <Minus aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
