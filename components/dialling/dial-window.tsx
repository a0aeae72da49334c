"use client"

import { Phone, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import { useContactName } from "@/components/session/contact-names"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { IconButton } from "@/components/ui/icon-button"
import { Input } from "@/components/ui/input"
import { Kbd } from "@/components/ui/kbd"
import { keyOf } from "@/components/ui/key-press"
import { readTyped } from "@/lib/dialling/rules"
import { formatPhone } from "@/lib/i18n/phone-number"
import { CallerChoice } from "./caller-choice"
import type { DialStart } from "./dial-context"
import { DialPad, NotReadyNote, Why } from "./dial-window-parts"
import { Callee, RecentNumbers } from "./recent-numbers"
import { useCallerNumbers, useContactOf } from "./use-dial-window"
import { useDialling } from "./use-dialling"

type Props = { phone: PhoneContextValue; start: DialStart; onClose: () => void }

/** 「電話をかける」: a number as it is typed or pasted, who that is, and as which of our numbers they see us (C1, C4, C6). */
export function DialWindow({ phone, start, onClose }: Props) {
  const t = useTranslations("dial")
  const { numbers, shown, choose, inboxes, recent, error } = useCallerNumbers(phone, start.inboxId ?? null)
  const [typed, setTyped] = useState(start.number ? formatPhone(start.number) : "")
  const field = useRef<HTMLInputElement>(null)
  const read = shown ? readTyped(typed, shown, numbers ?? []) : null
  const number = read?.kind === "number" ? read.number : null
  const contactId = useContactOf(phone, number)
  const contact = useContactName(contactId, null)
  const dialling = useDialling(phone, numbers ?? [], (call, from) => {
    const inboxName = inboxes.find(({ id }) => id === from.inboxId)?.name ?? ""
    const { callId, number: customerNumber } = call
    const facts = {
      callId,
      inboxName,
      ticketNumber: null,
      customerNumber,
      contractNumber: from.number,
      ...contact,
    }
    phone.softphone?.dial(call.legId, facts)
    onClose()
  })
  const known = read?.kind === "refused" ? { reason: read.reason } : null
  const problem = dialling.problem ?? (error ? { code: error.code } : known)

  const isToCall = useRef(start.atOnce === true)
  function type(next: string) {
    setTyped(next)
    dialling.clearProblem()
    isToCall.current = false
  }
  function call() {
    // Pasted and entered before the numbers have come: it is called when they have.
    if (shown === null) isToCall.current = true
    else void dialling.dial(typed, shown, start.ticketId ?? null)
  }
  useEffect(() => {
    const { notReady } = dialling
    // A phone that is just getting ready is waited for; nobody expects a call that begins whenever another one ends.
    if (!isToCall.current || shown === null || notReady === "registering") return
    isToCall.current = false
    if (notReady === null) call()
  })

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        aria-describedby={undefined}
        className="max-w-[624px] gap-0 p-0"
        onOpenAutoFocus={(event) => {
          event.preventDefault()
          field.current?.focus()
        }}
      >
        <DialogTitle className="px-6 pt-5 pb-3">{t("title")}</DialogTitle>
        <div className="grid gap-x-6 gap-y-4 px-6 pb-5 wide:grid-cols-[minmax(0,1fr)_200px]">
          <div className="flex min-w-0 flex-col gap-3">
            <Field
              label={<span className="sr-only">{t("number")}</span>}
              error={problem && <Why problem={problem} />}
            >
              <span className="relative block">
                <Input
                  ref={field}
                  type="tel"
                  inputMode="tel"
                  autoComplete="off"
                  value={typed}
                  maxLength={256}
                  onChange={(event) => type(event.target.value)}
                  onKeyDown={(event) => {
                    // The Enter that confirms a conversion belongs to the input method, and a held one to nobody.
                    if (keyOf(event) !== "Enter" || event.repeat) return
                    event.preventDefault()
                    call()
                  }}
                  className="h-14 pr-10 text-24 font-semibold tabular-nums"
                />
                {typed !== "" && (
                  <IconButton
                    label={t("clear")}
                    onClick={() => {
                      type("")
                      field.current?.focus()
                    }}
                    className="absolute inset-y-0 right-3 my-auto"
                  >
                    <X aria-hidden />
                  </IconButton>
                )}
              </span>
            </Field>
            {number ? (
              <Callee number={number} name={contact.contactName} company={contact.company} />
            ) : (
              <RecentNumbers calls={recent} onChoose={(last) => type(formatPhone(last))} />
            )}
            <CallerChoice numbers={numbers} shown={shown} inboxes={inboxes} onChoose={choose} />
          </div>
          <DialPad onPress={(key) => type(typed + key)} />
        </div>
        <div className="flex flex-wrap items-center justify-end gap-3 border-t border-line px-6 py-3">
          <NotReadyNote phone={phone} why={dialling.notReady} onClose={onClose} />
          <Button
            variant="primary"
            size="large"
            aria-disabled={
              dialling.isPending || dialling.notReady !== null || shown === null || typed.trim() === ""
            }
            onClick={call}
          >
            <Phone aria-hidden />
            <span>{dialling.isPending ? t("calling") : t("call")}</span>
            <Kbd>{"↵"}</Kbd>
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}
