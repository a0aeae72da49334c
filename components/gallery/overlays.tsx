"use client"

import { Copy, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button, buttonVariants } from "@/components/ui/button"
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover"
import { toast } from "@/components/ui/toast"
import { Group, Sample } from "./sample"

/** What opens over the page when it is pressed. */
export function Overlays() {
  const t = useTranslations()
  const [isOpen, setOpen] = useState(false)
  return (
    <Group name="Dialog, DropdownMenu, Popover, Toaster">
      <Sample name="dialog">
        <Button onClick={() => setOpen(true)}>{t("shell.help.title")}</Button>
        <Dialog open={isOpen} onOpenChange={setOpen}>
          <DialogContent>
            <DialogTitle>{t("shell.help.title")}</DialogTitle>
            <DialogDescription>{t("shell.help.description")}</DialogDescription>
            <div className="flex justify-end gap-2">
              <Button onClick={() => setOpen(false)}>{t("common.cancel")}</Button>
              <Button variant="primary" onClick={() => setOpen(false)}>
                {t("common.save")}
              </Button>
            </div>
          </DialogContent>
        </Dialog>
      </Sample>
      <Sample name="menu">
        <Menu />
      </Sample>
      <Sample name="popover">
        <Popover>
          <PopoverTrigger className={buttonVariants()}>{t("shell.language")}</PopoverTrigger>
          <PopoverContent aria-label={t("shell.language")}>
            <p className="prose-ja">{t("phone.status.leavingHint")}</p>
          </PopoverContent>
        </Popover>
      </Sample>
      <Sample name="notices">
        <Button
          onClick={() =>
            toast.success(t("contact.form.saved"), {
              action: { label: t("common.undo"), onClick: () => undefined },
            })
          }
        >
          {t("contact.form.saved")}
        </Button>
        <Button onClick={() => toast.error(t("common.notLoaded"))}>{t("common.retry")}</Button>
      </Sample>
    </Group>
  )
}

function Menu() {
  const t = useTranslations()
  const [theme, choose] = useState("light")
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className={buttonVariants()}>{t("shell.theme")}</DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel>{t("shell.theme")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={choose}>
          <DropdownMenuRadioItem value="light">{t("shell.themes.light")}</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="dark">{t("shell.themes.dark")}</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem shortcut="E">
          <Copy aria-hidden />
          <span>{t("common.save")}</span>
        </DropdownMenuItem>
        <DropdownMenuItem disabled>
          <Trash2 aria-hidden />
          <span>{t("common.cancel")}</span>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
