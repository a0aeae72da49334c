import { CUSTOMER, type Harness, NUMBER, response } from "./harness.ts"

const EVENTS = "start end join leave mute hold modify announcement"

/** A caller in a conference of its own, made by TwiML, whose callbacks go to the path of its name. */
export interface Room {
  customer: string
  conference: string
}

/**
 * Puts a scripted customer into the conference `name`, who hums `hz` from then on (0 for silence), and resolves once it is there.
 * @param attributes more of the `<Conference>`, for instance `waitUrl=""`
 */
export async function openRoom(h: Harness, name: string, hz = 0, attributes = 'waitUrl=""'): Promise<Room> {
  const conference = `<Conference beep="false" statusCallback="/${name}" statusCallbackEvent="${EVENTS}" ${attributes}>${name}</Conference>`
  h.app.on("/voice", response(`<Dial>${conference}</Dial>`))
  const script = hz === 0 ? [] : [{ until: "conference" }, { tone: hz, ms: 30_000 }]
  const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER, script })
  const joined = await h.app.next(`/${name}`, (each) => each.params.CallSid === sid)
  return { customer: sid, conference: joined.params.ConferenceSid ?? "" }
}

/** Dials `to` into a conference by REST, without early media unless `more` says so; resolves to its call's SID. */
export async function dialInto(
  h: Harness,
  conference: string,
  to: string,
  more: object = {},
): Promise<string> {
  const { callSid } = await h.twilio
    .conferences(conference)
    .participants.create({ from: NUMBER, to, beep: "false", earlyMedia: false, ...more })
  return callSid
}

/** Waits for the conference's callback of that event, about `callSid` where it is given. */
export async function roomEvent(
  h: Harness,
  name: string,
  event: string,
  callSid?: string,
): Promise<Record<string, string>> {
  const found = await h.app.next(
    `/${name}`,
    ({ params }) => params.StatusCallbackEvent === event && (!callSid || params.CallSid === callSid),
  )
  return found.params
}
