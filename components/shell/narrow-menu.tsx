"use client"

import { Menu, X } from "lucide-react"
import { useTranslations } from "next-intl"
import * as Drawer from "radix-ui/dialog"
import { useState } from "react"
import { IconButton } from "@/components/ui/icon-button"
import { staysOpen } from "@/components/ui/key-press"
import { Sidebar } from "./sidebar"

/** The sidebar behind a button, where it does not fit beside the columns. */
export function NarrowMenu() {
  const t = useTranslations("shell")
  const common = useTranslations("common")
  const [isOpen, setOpen] = useState(false)
  return (
    <Drawer.Root open={isOpen} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <button
          type="button"
          aria-label={t("openMenu")}
          className="inline-flex size-9 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-surface-3 desk:hidden"
        >
          <Menu aria-hidden className="size-[18px]" />
        </button>
      </Drawer.Trigger>
      <Drawer.Portal>
        <Drawer.Overlay className="fixed inset-0 z-40 bg-scrim desk:hidden" />
        <Drawer.Content
          aria-describedby={undefined}
          onEscapeKeyDown={staysOpen()}
          className="fixed inset-y-0 left-0 z-40 flex w-64 flex-col bg-bg shadow-float focus:outline-none desk:hidden"
        >
          <div className="flex h-(--h-header) items-center justify-between border-b pr-2 pl-4">
            <Drawer.Title className="font-semibold">{t("openMenu")}</Drawer.Title>
            <Drawer.Close asChild>
              <IconButton label={common("close")}>
                <X aria-hidden />
              </IconButton>
            </Drawer.Close>
          </div>
          <Sidebar onNavigate={() => setOpen(false)} />
        </Drawer.Content>
      </Drawer.Portal>
    </Drawer.Root>
  )
}
