"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { DialContext } from "@/components/dialling/dial-context"
import { PhoneBar } from "@/components/softphone/dock/phone-bar"
import { PlainPhone } from "@/components/softphone/dock/plain-phone"
import { ColleagueList } from "@/components/softphone/in-call/colleague-list"
import { OutsideForm } from "@/components/softphone/in-call/outside-form"
import { QueueList } from "@/components/softphone/in-call/queue-list"
import { RequestNote } from "@/components/softphone/in-call/request-note"
import { PhoneContext } from "@/components/softphone/own-phone/phone-context"
import { PhonePanel } from "@/components/softphone/panel/phone-panel"
import { ProblemNote } from "@/components/softphone/panel/problem-note"
import { SignInDialog } from "@/components/softphone/sign-in/sign-in-dialog"
import { PhoneStatus } from "@/components/softphone/status/phone-status"
import { Button } from "@/components/ui/button"
import { now } from "@/lib/clock/page-clock"
import { problems } from "@/lib/softphone/model"
import { colleagues } from "./in-call-fixtures"
import { type PhoneSample, phoneContext, phoneSamples, signedIn } from "./phone-fixtures"
import { Frame, Group, Sample } from "./sample"

const nothing = () => undefined

/** The softphone in each of its states. In a browser only, as on every page: it asks the browser what it can do. */
export function PhoneStates() {
  const [at] = useState(now)
  const [samples] = useState(() => phoneSamples(at))
  return (
    <DialContext value={nothing}>
      <Group name="PhonePanel">
        {samples.map((sample) => (
          <Sample key={sample.name} name={sample.name}>
            <Frame className="h-[440px] w-[296px]">
              <PhonePanel {...propsOf(sample)} isAboveBar={false} onMinimise={nothing} />
            </Frame>
          </Sample>
        ))}
      </Group>
      <Group name="PhoneBar">
        {samples
          .filter(({ hasBar }) => hasBar)
          .map((sample) => (
            <Sample key={sample.name} name={sample.name}>
              <Frame className="w-[400px] max-w-full">
                <PhoneBar {...propsOf(sample)} isExpanded={false} onToggle={nothing} />
              </Frame>
            </Sample>
          ))}
      </Group>
      <QuickConnectLists at={at} />
      <Group name="PlainPhone">
        {samples
          .filter(({ name }) => ["idle", "ringing", "interrupted", "talking", "after call"].includes(name))
          .map(({ name, softphone }) => (
            <Sample key={name} name={name}>
              <Frame className="h-56 w-[312px]">
                <PlainPhone softphone={softphone} onRetry={nothing} />
              </Frame>
            </Sample>
          ))}
      </Group>
      <Problems sample={samples[0]} />
      <Statuses at={at} />
      <SignIn />
    </DialContext>
  )
}

function propsOf({ state, view, softphone }: PhoneSample) {
  return { phone: phoneContext(state, softphone), state, softphone, view }
}

const asking = { isPending: false, consult: nothing, transfer: nothing }

/** What quick connect offers, in the room it has within the panel. */
function QuickConnectLists({ at }: { at: number }) {
  const [others] = useState(() => colleagues(at))
  const lists = {
    colleagues: <ColleagueList others={others} memberIds={["m1", "m2", "m3", "m4", "m5"]} asking={asking} />,
    "no colleagues": <ColleagueList others={[]} memberIds={[]} asking={asking} />,
    outside: <OutsideForm contractNumber="+81312345678" asking={asking} onRefused={nothing} />,
    queues: <QueueList queues={[{ id: "q1", name: "修理のご相談" }]} asking={asking} />,
    "no queues": <QueueList queues={[]} asking={asking} />,
    refused: <RequestNote problem={{ reason: "busy" }} />,
  }
  return (
    <Group name="QuickConnect">
      {Object.entries(lists).map(([name, list]) => (
        <Sample key={name} name={name}>
          <Frame className="flex h-[216px] w-[296px] flex-col bg-raised">{list}</Frame>
        </Sample>
      ))}
    </Group>
  )
}

function Problems({ sample }: { sample: PhoneSample | undefined }) {
  return (
    <Group name="ProblemNote">
      {sample &&
        problems.map((problem) => (
          <Sample key={problem} name={problem} className="w-72">
            <ProblemNote problem={problem} softphone={sample.softphone} />
          </Sample>
        ))}
    </Group>
  )
}

/** The phone in the header. */
function Statuses({ at }: { at: number }) {
  const states = {
    "not read yet": undefined,
    "signed out": { isSignedIn: false as const },
    available: signedIn(at),
    offline: signedIn(at, { status: "offline" }),
  }
  return (
    <Group name="PhoneStatus">
      {Object.entries(states).map(([name, state]) => (
        <Sample key={name} name={name} className="min-w-28">
          <PhoneContext value={phoneContext(state, null)}>
            <PhoneStatus />
          </PhoneContext>
        </Sample>
      ))}
      <Sample name="trouble">
        <PhoneContext value={{ ...phoneContext(states.available, null), isMissing: true }}>
          <PhoneStatus />
        </PhoneContext>
      </Sample>
    </Group>
  )
}

/** The dialog of the phone's sign-in, which refuses whatever is typed. */
function SignIn() {
  const t = useTranslations("phone.signIn")
  const [isOpen, setOpen] = useState(false)
  const phone = phoneContext({ isSignedIn: false }, null, setOpen)
  return (
    <Group name="SignInDialog">
      <Button onClick={() => setOpen(true)}>{t("title")}</Button>
      {isOpen && <SignInDialog phone={phone} />}
    </Group>
  )
}
