import { expect, test } from "vitest"
import { alone } from "@/components/gallery/in-call-fixtures"
import { phoneSamples } from "@/components/gallery/phone-fixtures"
import type { Conversation } from "@/lib/softphone/conversation"
import { lookOf, talkWord } from "./state-word"

const held: Conversation = { ...alone, hold: { ...alone.hold, isOn: true } }
const others: Conversation["others"] = [
  { legId: "l2", kind: "colleague", name: "中村", since: 0, isDismissible: true },
]

test("[F1][F3] who hears whom has a word of its own: talking, on hold, consulting, three-way", () => {
  expect(talkWord(null)).toBe("talking")
  expect(talkWord(alone)).toBe("talking")
  expect(talkWord(held)).toBe("held")
  expect(talkWord({ ...held, others })).toBe("consulting")
  expect(talkWord({ ...alone, others })).toBe("threeWay")
})

test("[F1][K2] a customer on hold, and a call that was interrupted, never look like talking", () => {
  const looks = Object.fromEntries(phoneSamples(0).map(({ name, view }) => [name, lookOf(view)]))
  expect(looks).toMatchObject({
    talking: "talking",
    "hold asked for": "talking",
    "on hold": "held",
    "a colleague rings": "held",
    "consulting a colleague": "talking",
    "supervising, listen": "supervising",
    interrupted: "interrupted",
    "interrupted, returning": "interrupted",
    "ringing, a colleague asks": "ringing",
  })
})
