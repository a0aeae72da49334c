"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import type { TransferTargets } from "@/lib/transfer/schema"
import type { Asking } from "./use-call-request"

type Props = { queues: TransferTargets["queues"] | null; asking: Asking }

/** Queues whose agents may take the call: whoever is free there gets it, without a word before. */
export function QueueList({ queues, asking }: Props) {
  const t = useTranslations("transfer")
  const empty = queues === null ? t("loading") : queues.length === 0 && t("noQueues")
  return (
    <>
      <ul className="mt-1 min-h-0 flex-1 overflow-y-auto">
        {empty && <li className="px-3 py-2 text-12 text-ink-2">{empty}</li>}
        {queues?.map(({ id, name }) => (
          <li key={id} className="flex min-h-10 items-center gap-2 px-3">
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <Button
              size="small"
              aria-label={t("handOverQueue", { name })}
              aria-disabled={asking.isPending}
              onClick={() => asking.transfer({ queueId: id })}
            >
              {t("handOver")}
            </Button>
          </li>
        ))}
      </ul>
      <p className="prose-ja shrink-0 px-3 pb-2 text-12 text-ink-2">{t("coldHint")}</p>
    </>
  )
}
