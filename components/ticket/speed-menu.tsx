"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"

const rates = [1, 1.25, 1.5, 2]

/** How fast a recording is played. */
export function SpeedMenu({ rate, onChoose }: { rate: number; onChoose: (rate: number) => void }) {
  const t = useTranslations("ticket.recording")
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" size="small" className="min-w-11 tabular-nums">
          <span className="sr-only">{t("speed")}</span> <span>{t("speedValue", { rate })}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" aria-label={t("speed")} className="min-w-20">
        <DropdownMenuRadioGroup value={String(rate)}>
          {rates.map((other) => (
            <DropdownMenuRadioItem
              key={other}
              value={String(other)}
              className="tabular-nums"
              onSelect={() => onChoose(other)}
            >
              {t("speedValue", { rate: other })}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
