"use client"

import { Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import type { MissedCaller } from "@/lib/missed/schema"
import { useDial } from "./dial-context"

type Props = Omit<React.ComponentProps<typeof Button>, "children" | "onClick"> & { caller: MissedCaller }

/** 「折り返す」: one click rings the caller back, from the inbox they called, on the ticket of their call (J5). */
export function CallBackButton({ caller, ...props }: Props) {
  const t = useTranslations("dial")
  const dial = useDial()
  const { customerNumber: number, ticketId, inboxId } = caller
  if (!dial || number === null) return null
  return (
    <Button {...props} onClick={() => dial({ number, ticketId, inboxId, atOnce: true })}>
      <Phone aria-hidden />
      <span>{t("callBack")}</span>
    </Button>
  )
}
