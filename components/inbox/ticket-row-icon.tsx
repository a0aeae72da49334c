import { FileText, type LucideIcon, MessageSquare, PhoneIncoming, PhoneMissed, Voicemail } from "lucide-react"
import { StatusShape } from "@/components/ui/status-shape"
import type { ListedTicket } from "@/lib/inboxes/schema"

const icons: Record<NonNullable<ListedTicket["lastMessageKind"]>, LucideIcon> = {
  call_memo: PhoneIncoming,
  missed_call: PhoneMissed,
  voicemail: Voicemail,
  note: FileText,
  system: MessageSquare,
}

/** What the newest exchange was, or that a call lives right now. Decorative. */
export function TicketRowIcon({ ticket }: { ticket: ListedTicket }) {
  if (ticket.live)
    return <StatusShape shape={ticket.live.isTalking ? "talking" : "ringing"} className="mt-0.5" />
  const Icon = icons[ticket.lastMessageKind ?? "system"]
  return <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
}
