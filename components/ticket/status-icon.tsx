import { CircleCheck, CircleDot, CirclePause, CircleSlash2 } from "lucide-react"
import { cn } from "@/lib/cn"
import type { TicketStatus } from "@/lib/tickets/rules"

const icons = { open: CircleDot, on_hold: CirclePause, done: CircleCheck, no_action: CircleSlash2 }
const tones = {
  open: "text-accent-ink",
  on_hold: "text-wait-mark",
  done: "text-ok-ink",
  no_action: "text-ink-3",
}

/** Tone of the badge a status is shown in. */
export const statusTone = { open: "accent", on_hold: "wait", done: "ok", no_action: "neutral" } as const

type StatusIconProps = React.ComponentProps<"svg"> & {
  status: TicketStatus
  /** Take the surrounding text's colour. */
  plain?: boolean
}

/** A ticket's status as a shape; its word stands beside it or in the control's name. */
export function StatusIcon({ status, plain = false, className, ...props }: StatusIconProps) {
  const Icon = icons[status]
  return <Icon aria-hidden className={cn("size-4 shrink-0", !plain && tones[status], className)} {...props} />
}
