import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { AppError } from "@/lib/errors"
import type { CallFacts, Offer, SignedInPhone } from "@/lib/phone/schema"
import type { AudioDevices } from "@/lib/softphone/devices/audio-devices"
import { goodLine } from "@/lib/softphone/quality"
import type { Softphone } from "@/lib/softphone/softphone"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"
import type { Stage } from "@/lib/softphone/stage"
import { Store } from "@/lib/softphone/store"
import { alone, inCallStages, type Told } from "./in-call-fixtures"

/** A state of the phone as it can be drawn; `bar` where the folded phone has a look of its own. */
export type PhoneSample = {
  name: string
  state: SignedInPhone
  view: SoftphoneView
  softphone: Softphone
  hasBar: boolean
}

const id = (place: number) => `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`

const known: CallFacts = {
  callId: id(1),
  inboxName: "お客様サポート",
  ticketNumber: 1042,
  customerNumber: "+819012345678",
  contactName: "久保田 浩二",
  company: "小料理ひさご",
  contractNumber: "+81312345678",
}
const stranger: CallFacts = {
  ...known,
  callId: id(2),
  inboxName: "設備保守 二十四時間緊急受付",
  ticketNumber: null,
  customerNumber: "+815031234567",
  contactName: null,
  company: null,
}
const unreadable: CallFacts = { ...stranger, callId: id(3), customerNumber: null }

function offerOf(facts: CallFacts, at: number): Offer {
  return {
    id: id(11),
    legId: id(12),
    state: "ringing",
    purpose: "queue",
    facts,
    flowName: "代表番号",
    queueName: "一次受付",
    standsFor: 20_000,
    expiresAt: at + 14_000,
    consult: null,
    lastExchange:
      facts === known
        ? { at: at - 3 * 86_400_000, memberName: "佐藤 美咲", subject: "給湯器の点検日を変更したい" }
        : null,
  }
}

/** The phone of somebody who is signed in to it. */
export function signedIn(at: number, more: Partial<SignedInPhone> = {}): SignedInPhone {
  return {
    isSignedIn: true,
    phoneSessionId: id(21),
    status: "available",
    statusReason: null,
    isUnanswered: false,
    statusSince: at - 754_000,
    afterCall: null,
    ...more,
  }
}

/**
 * What the page gives to the phone's parts. Nothing is behind it: whatever they ask of the database is refused as a wrong
 * phone password is.
 */
export function phoneContext(
  state: PhoneContextValue["state"],
  softphone: Softphone | null,
  setSignInOpen: PhoneContextValue["setSignInOpen"] = () => undefined,
): PhoneContextValue {
  return {
    member: {
      id: id(31),
      accountId: id(32),
      accountEpoch: 1,
      email: "misaki.sato@example.jp",
      isSingleSignOn: false,
      offlineReasons: ["away", "break", "meeting"],
    },
    client: () => Promise.reject(new AppError("wrong_phone_password", { detail: "4" })),
    state,
    readState: () => undefined,
    ownPhone: {
      own: undefined,
      show: () => () => undefined,
      showFinished: () => () => undefined,
      read: () => undefined,
    },
    isSignInOpen: false,
    setSignInOpen,
    softphone,
    setSoftphone: () => undefined,
    isMissing: false,
    setMissing: () => undefined,
    isMinimised: false,
    setMinimised: () => undefined,
  }
}

/** A softphone that shows `view` and does nothing. */
function stillPhone(view: SoftphoneView): Softphone {
  const still: Pick<
    Softphone,
    | "view"
    | "send"
    | "choose"
    | "press"
    | "localStream"
    | "lookAtMicrophone"
    | "leaveElsewhere"
    | "returnToCall"
  > = {
    view: new Store(view),
    send: () => undefined,
    choose: async () => [],
    press: () => undefined,
    localStream: () => null,
    lookAtMicrophone: async () => undefined,
    leaveElsewhere: async () => undefined,
    returnToCall: () => undefined,
  }
  return still as Softphone
}

const builtIn = { id: "built-in", label: "内蔵マイク" }
const builtOut = { id: "built-out", label: "内蔵スピーカー" }
/** A machine with a headset beside its own microphone and speaker. */
const connected: AudioDevices = {
  microphones: [builtIn, { id: "headset-in", label: "ヘッドセット マイク（USB）" }],
  speakers: [builtOut, { id: "headset-out", label: "ヘッドセット（USB）" }],
  usual: { microphone: builtIn.label, speaker: builtOut.label },
}

/** Every state of the phone, as it is at the moment `at` (ms since 1970). */
export function phoneSamples(at: number): PhoneSample[] {
  const sample = (name: string, { stage = { name: "idle" }, phone, view, state }: Told = {}): PhoneSample => {
    const shown: SoftphoneView = {
      phone: { device: "registered", problem: null, stage, ...phone },
      isLeader: true,
      leading: null,
      microphone: "granted",
      isUnheard: false,
      line: goodLine,
      isRingMuted: false,
      choice: { microphone: "headset-in", speaker: "headset-out", ring: null },
      devices: { connected, missing: [] },
      ...view,
    }
    return {
      name,
      state: state ?? signedIn(at),
      view: shown,
      softphone: stillPhone(shown),
      hasBar: stage.name !== "idle" && stage.name !== "offered",
    }
  }
  const offline = signedIn(at, { status: "offline", statusReason: "break" })
  const ringing = (facts: CallFacts): Stage => ({
    name: "ringing",
    offer: offerOf(facts, at),
    seenAt: at - 6_000,
    ringingAt: at - 6_000,
  })
  const talking: Extract<Stage, { name: "talking" }> = {
    name: "talking",
    legId: id(12),
    facts: known,
    since: at - 187_000,
    isMuted: false,
    isLost: false,
    conversation: alone,
  }
  const afterCall: Stage = {
    name: "after_call",
    callId: id(1),
    facts: known,
    talkedFor: 512_000,
    endedAt: at - 11_000,
    until: at + 289_000,
    reason: null,
  }
  const dialling: Stage = {
    name: "dialling",
    legId: id(12),
    facts: known,
    since: at - 9_000,
    isConnected: true,
  }
  return [
    sample("idle"),
    sample("idle, offline", { state: offline }),
    sample("idle, offline in own words", {
      state: { ...offline, statusReason: "午後は棚卸しのため倉庫にいます" },
    }),
    sample("idle, registering", { phone: { device: "registering" } }),
    sample("idle, in another tab", { view: { isLeader: false } }),
    sample("idle, problem", { phone: { problem: "microphone_denied" }, view: { microphone: "denied" } }),
    sample("idle, connection lost", { phone: { device: "lost", problem: "connection_lost" } }),
    sample("offered", { stage: { name: "offered", offer: offerOf(known, at) } }),
    sample("ringing", { stage: ringing(known) }),
    sample("ringing, not in the contacts", { stage: ringing(stranger) }),
    sample("ringing, number unreadable, no sound", {
      stage: ringing(unreadable),
      view: { isRingMuted: true },
    }),
    sample("connecting", {
      stage: { name: "connecting", offer: offerOf(known, at), since: at - 1_000 },
    }),
    sample("dialling", { stage: dialling }),
    sample("dialling, connecting", { stage: { ...dialling, facts: stranger, isConnected: false } }),
    sample("talking", { stage: talking }),
    sample("talking, muted, fair line", {
      stage: { ...talking, isMuted: true },
      view: { line: { quality: "fair", warnings: [] } },
    }),
    sample("talking, not recorded, poor line", {
      stage: {
        ...talking,
        facts: stranger,
        conversation: { ...alone, recording: { ...alone.recording, state: "off" } },
      },
      view: { line: { quality: "poor", warnings: ["gaps", "silent_microphone"] } },
    }),
    sample("talking, headset unplugged", {
      stage: talking,
      view: {
        devices: {
          connected: { ...connected, microphones: [builtIn], speakers: [builtOut] },
          missing: ["microphone", "speaker"],
        },
      },
    }),
    sample("talking, no microphone", { stage: talking, view: { microphone: "missing" } }),
    sample("talking, reconnecting", {
      stage: { ...talking, isLost: true },
      view: { line: { quality: "poor", warnings: ["reconnecting"] } },
    }),
    ...inCallStages(at, talking, offerOf(known, at)).map(([name, told]) => sample(name, told)),
    sample("after call", { stage: afterCall }),
    sample("after call, nobody reached", { stage: { ...afterCall, talkedFor: 0, reason: "busy" } }),
    sample("after call, offline", { stage: afterCall, state: offline }),
    sample("after call, cut off", {
      stage: { ...afterCall, facts: stranger, until: null },
      phone: { problem: "connection_lost" },
    }),
    ...(["listen", "whisper", "barge"] as const).map((mode) =>
      sample(`supervising, ${mode}`, {
        stage: {
          name: "supervising",
          legId: id(12),
          facts: known,
          supervision: {
            legId: id(12),
            facts: known,
            mode,
            agentNames: ["佐藤 美咲"],
            joinedAt: at - 42_000,
          },
          isHere: true,
        },
      }),
    ),
    sample("supervising, connecting in another tab", {
      stage: {
        name: "supervising",
        legId: id(12),
        facts: stranger,
        supervision: {
          legId: id(12),
          facts: stranger,
          mode: "listen",
          agentNames: ["佐藤 美咲", "中村 健太"],
          joinedAt: null,
        },
        isHere: false,
      },
      view: { isLeader: false },
    }),
    sample("elsewhere, ringing", {
      stage: { name: "elsewhere", legId: id(12), facts: known, conversation: null },
    }),
    sample("elsewhere, talking", {
      stage: { name: "elsewhere", legId: id(12), facts: stranger, conversation: alone },
      view: {
        isLeader: false,
        leading: { device: "registered", microphone: "granted", isUnheard: false, isMuted: true },
      },
    }),
  ]
}
