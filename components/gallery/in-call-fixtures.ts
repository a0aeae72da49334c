import type { Offer, SignedInPhone } from "@/lib/phone/schema"
import type { Presence } from "@/lib/presence/schema"
import type { Conversation } from "@/lib/softphone/conversation"
import type { ShownPhone, SoftphoneView } from "@/lib/softphone/softphone-view"
import type { Stage } from "@/lib/softphone/stage"

/** What a sample shows otherwise than an idle phone. */
export type Told = {
  stage?: Stage
  phone?: Partial<ShownPhone>
  view?: Partial<SoftphoneView>
  state?: SignedInPhone
}

type Talking = Extract<Stage, { name: "talking" }>

/** A call with nobody in it but the customer, recorded. */
export const alone: Conversation = {
  inboxId: "00000000-0000-4000-8000-000000000041",
  hold: { isOn: false, since: null, change: null, isRefused: false },
  recording: { state: "on", change: null, isRefused: false },
  others: [],
  invitation: null,
  gone: null,
}

/** Hold, recording, transfers and a call that has lost its audio, as they are at `at` (ms since 1970) in the call `talking`. */
export function inCallStages(at: number, talking: Talking, offer: Offer): [string, Told][] {
  const held: Conversation = {
    ...alone,
    hold: { ...alone.hold, isOn: true, since: at - 48_000 },
    recording: { ...alone.recording, state: "paused" },
  }
  const colleague = { legId: "colleague", kind: "colleague", name: "中村 健一" } as const
  const telephone = { legId: "telephone", kind: "outside", name: "+81667890123" } as const
  const talk = (conversation: Partial<Conversation>, of: Conversation = alone): Stage => ({
    ...talking,
    conversation: { ...of, ...conversation },
  })
  const back: Offer = { ...offer, state: "announced", purpose: "resume", expiresAt: at + 24_000 }
  return [
    ["talking, not named yet", { stage: { ...talking, conversation: null } }],
    ["hold asked for", { stage: talk({ hold: { ...alone.hold, change: "holding" } }) }],
    ["hold refused", { stage: talk({ hold: { ...alone.hold, isRefused: true } }) }],
    ["on hold", { stage: talk({}, held) }],
    [
      "on hold, release asked for",
      {
        stage: talk({ hold: { ...held.hold, change: "releasing" } }, held),
      },
    ],
    [
      "recording, pause asked for",
      {
        stage: talk({ recording: { ...alone.recording, change: "pausing" } }),
      },
    ],
    [
      "recording paused, not to be resumed",
      {
        stage: talk({ recording: { state: "paused", change: null, isRefused: true } }),
      },
    ],
    [
      "asking a colleague",
      {
        stage: talk({ invitation: { ...colleague, isRinging: false, since: at - 1_000 } }, held),
      },
    ],
    [
      "a colleague rings",
      {
        stage: talk({ invitation: { ...colleague, isRinging: true, since: at - 6_000 } }, held),
      },
    ],
    [
      "a telephone rings",
      {
        stage: talk({ invitation: { ...telephone, isRinging: true, since: at - 6_000 } }, held),
      },
    ],
    ["a colleague declined", { stage: talk({ gone: { ...colleague, why: "declined" } }, held) }],
    [
      "a telephone did not answer",
      {
        stage: talk({ gone: { ...telephone, why: "unanswered" } }, held),
      },
    ],
    [
      "consulting a colleague",
      {
        stage: talk({ others: [{ ...colleague, since: at - 9_000, isDismissible: true }] }, held),
      },
    ],
    [
      "three-way, muted",
      {
        stage: {
          ...talking,
          isMuted: true,
          conversation: { ...alone, others: [{ ...telephone, since: at - 9_000, isDismissible: true }] },
        },
      },
    ],
    [
      "consulted",
      {
        stage: talk({ others: [{ ...colleague, since: at - 9_000, isDismissible: false }] }, held),
      },
    ],
    ["interrupted", { stage: { name: "interrupted", offer: back, isReturning: false } }],
    [
      "interrupted, no microphone",
      {
        stage: { name: "interrupted", offer: back, isReturning: false },
        phone: { problem: "return_microphone" },
        view: { microphone: "denied" },
      },
    ],
    ["interrupted, returning", { stage: { name: "interrupted", offer: back, isReturning: true } }],
    [
      "ringing, a colleague asks",
      {
        stage: {
          name: "ringing",
          offer: {
            ...offer,
            purpose: "consult",
            flowName: null,
            queueName: null,
            lastExchange: null,
            consult: {
              memberName: "佐藤 美咲",
              subject: "給湯器の点検日を変更したい",
              body: "来週の火曜か木曜の午後を希望。作業員の空きを確認して折り返すとお伝えした。",
            },
          },
          seenAt: at - 6_000,
          ringingAt: at - 6_000,
        },
      },
    ],
  ]
}

/** Colleagues in each state in which somebody looks for help. */
export function colleagues(at: number): Presence[] {
  const one = (memberId: string, name: string, more: Partial<Presence> = {}): Presence => ({
    memberId,
    name,
    status: "available",
    statusReason: null,
    statusSince: at - 720_000,
    isSignedIn: true,
    activity: "none",
    activitySince: null,
    ...more,
  })
  return [
    one("m1", "中村 健一"),
    one("m2", "長谷川 真理子アレクサンドラ"),
    one("m3", "鈴木 彩", { activity: "talking", activitySince: at - 190_000 }),
    one("m4", "伊藤 結衣", { isSignedIn: false, statusSince: at - 40_000 }),
    one("m5", "渡辺 亮", { status: "offline", statusReason: "break" }),
    one("m6", "小川 誠"),
  ]
}
