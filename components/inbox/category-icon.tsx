import {
  Ban,
  CircleCheck,
  CircleDot,
  CirclePause,
  type LucideIcon,
  PhoneMissed,
  Voicemail,
} from "lucide-react"
import type { Category } from "@/lib/inboxes/rules"

export const categoryIcons: Record<Category, LucideIcon> = {
  open: CircleDot,
  on_hold: CirclePause,
  done: CircleCheck,
  no_action: Ban,
  missed: PhoneMissed,
  voicemail: Voicemail,
}

/** The sign of a category; decorative beside its word. */
export function CategoryIcon({
  category,
  ...props
}: { category: Category } & React.ComponentProps<LucideIcon>) {
  const Icon = categoryIcons[category]
  return <Icon aria-hidden {...props} />
}
