import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import {
  ACCOUNT,
  APP,
  AUTH_TOKEN,
  CUSTOMER,
  type Harness,
  NUMBER,
  response,
  startHarness,
} from "./support/harness.ts"

// Twilio's own description, reduced by scripts/reduce-twilio-api.ts.
interface Property {
  type: string
  nullable: boolean
  pattern?: string
  format?: string
  values?: string[]
}
interface Operation {
  verb: string
  path: string
  parameters: string[]
  answer: string | null
  list: string | null
}
const api: { operations: Operation[]; schemas: Record<string, Record<string, Property>> } = JSON.parse(
  readFileSync(join(import.meta.dirname, "twilio-api.json"), "utf8"),
)

let h: Harness
const sids = { Call: "", Conference: "", Participant: "", Recording: "" }

beforeAll(async () => {
  h = await startHarness()
  h.app.on(
    "/voice",
    response(
      '<Dial><Conference beep="false" record="record-from-start" statusCallback="/room" statusCallbackEvent="start join end">room</Conference></Dial>',
    ),
  )
  await h.control.setEndpoint({ number: CUSTOMER, behaviour: "answer", answerAfterMs: 20 })
  const { sid } = await h.control.call({ from: "+819033334444", to: NUMBER })
  const { params } = await h.app.next(
    "/room",
    (each) => each.params.StatusCallbackEvent === "participant-join",
  )
  sids.Call = sid
  sids.Participant = sid
  sids.Conference = params.ConferenceSid ?? ""
  // It is recorded as soon as two are in it.
  await h.twilio.conferences(sids.Conference).participants.create({ from: NUMBER, to: CUSTOMER })
  await h.app.count("/room", 3)
  const { recordings } = await ask("GET", `/Conferences/${sids.Conference}/Recordings.json`)
  sids.Recording = recordings[0].sid
})
afterAll(() => h.stop())

async function send(verb: string, path: string, parameters: Record<string, string> = {}) {
  const form = new URLSearchParams(parameters)
  const query = verb === "GET" && form.size > 0 ? `?${form}` : ""
  return await fetch(`${h.carrier.url}/2010-04-01/Accounts/${ACCOUNT}${path}${query}`, {
    method: verb,
    headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString("base64")}` },
    ...(verb === "POST" ? { body: form } : {}),
  })
}

async function ask(verb: string, path: string, parameters: Record<string, string> = {}) {
  return await (await send(verb, path, parameters)).json()
}

/** The path of an operation with what there is for the names in braces. */
function place({ path }: Operation): string {
  const own = path.startsWith("/Recordings") || path.includes("/Recordings/{Sid}") ? sids.Recording : ""
  if (path.startsWith("/Applications")) return path.replace("{Sid}", APP)
  return path
    .replace("{ConferenceSid}", sids.Conference)
    .replace("{CallSid}", path.includes("/Recordings") ? sids.Call : sids.Participant)
    .replace("{Sid}", own || (path.startsWith("/Conferences") ? sids.Conference : sids.Call))
}

const required: Record<string, Record<string, string>> = {
  "POST /Applications.json": { FriendlyName: "another" },
  "POST /Calls.json": { From: NUMBER, To: CUSTOMER, Twiml: response("<Hangup/>") },
  "POST /Conferences/{ConferenceSid}/Participants.json": { From: NUMBER, To: CUSTOMER },
}
const nameOf = ({ verb, path }: Operation) => `${verb} ${path}`

/** What is wrong with a value, by Twilio's word on its property; null when nothing is. */
function fault(value: unknown, { type, nullable, pattern, format, values }: Property): string | null {
  // The description does not say it, but a conference that goes on has no reason for its end.
  if (value === null)
    return nullable || values?.includes("conference-ended-via-api") ? null : "must not be null"
  const given = type === "integer" ? Number.isInteger(value) && "integer" : typeof value
  if (given !== type) return `is a ${typeof value}, not a ${type}`
  if (pattern && !new RegExp(pattern).test(String(value))) return `${value} is not ${pattern}`
  if (values && !values.includes(String(value))) return `${value} is none of ${values}`
  const isDate =
    format !== "date-time-rfc-2822" || /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/.test(String(value))
  return isDate ? null : `${value} is no RFC 2822 date`
}

describe("every answer of the carrier has exactly the properties Twilio describes", () => {
  const reads = api.operations.filter(({ verb, answer }) => verb === "GET" && answer !== null)

  test.each(reads.map((operation) => [nameOf(operation), operation] as const))(
    "%s",
    async (_name, operation) => {
      // A recording of the conference is not one of its customer's call.
      if (operation.path === "/Calls/{CallSid}/Recordings/{Sid}.json") {
        expect((await send("GET", place(operation))).status).toBe(404)
        return
      }
      const body = await ask("GET", place(operation))
      const schema = api.schemas[operation.answer ?? ""] ?? {}
      const items: Record<string, unknown>[] = operation.list ? body[operation.list] : [body]
      if (!operation.path.startsWith("/Calls/{CallSid}/Recordings")) expect(items.length).toBeGreaterThan(0)
      for (const item of items) {
        expect(Object.keys(item).sort()).toEqual(Object.keys(schema).sort())
        const faults = Object.entries(item).flatMap(([name, value]) => {
          const wrong = schema[name] && fault(value, schema[name])
          return wrong ? [`${name} ${wrong}`] : []
        })
        expect(faults).toEqual([])
      }
      if (operation.list) {
        const { [operation.list]: _, ...paging } = body
        const names = [
          "end",
          "first_page_uri",
          "next_page_uri",
          "page",
          "page_size",
          "previous_page_uri",
          "start",
          "uri",
        ]
        expect(Object.keys(paging).sort()).toEqual(names)
      }
    },
  )

  test("an application, a call and a participant that are created, too", async () => {
    for (const name of Object.keys(required)) {
      const operation = api.operations.find((each) => nameOf(each) === name)
      if (!operation) throw new Error(`Twilio has no ${name}`)
      const answer = await send("POST", place(operation), required[name])
      expect(answer.status).toBe(201)
      const body = await answer.json()
      expect(Object.keys(body).sort()).toEqual(Object.keys(api.schemas[operation.answer ?? ""] ?? {}).sort())
    }
  })
})

describe("every parameter", () => {
  test("the carrier reads is one that Twilio has", () => {
    const folder = join(import.meta.dirname, "../../../local/carrier/rest")
    const read = readdirSync(folder).flatMap((file) => {
      const source = readFileSync(join(folder, file), "utf8")
      const single = source.matchAll(
        /form\s*\.(?:text|required|flag|integer|oneOf|method|url|events|has)\(\s*"([^"]+)"|timeFilter\(form, "([^"]+)"\)/g,
      )
      const ignored = [...source.matchAll(/form\.ignore\(([^)]*)\)/g)].flatMap(([, list = ""]) =>
        [...list.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name),
      )
      return [...[...single].map(([, name, time]) => name ?? time ?? ""), ...ignored]
    })
    const known = new Set(api.operations.flatMap(({ parameters }) => parameters))
    expect(read.length).toBeGreaterThan(40)
    expect([...new Set(read)].filter((name) => !known.has(name))).toEqual([])
  })

  test("Twilio has is taken, or refused as not implemented by name; one Twilio does not have is refused by name", async () => {
    const values: Record<string, string> = { Status: "", PageSize: "5", Page: "0" }
    for (const operation of api.operations) {
      // What ends things is not tried on the way.
      if (operation.verb === "DELETE" || operation.verb === "POST") continue
      for (const name of [...operation.parameters, "Nonsense"]) {
        if (name === "Status") continue
        const answer = await send("GET", place(operation), { [name]: values[name] ?? "1" })
        const said = await answer.text()
        const isNamed = answer.status === 501 && said.includes(name)
        const isTaken = answer.status === 200 || (answer.status === 400 && said.includes(name))
        const isElsewhere =
          operation.path === "/Calls/{CallSid}/Recordings/{Sid}.json" && answer.status === 404
        if (operation.parameters.length > 0)
          expect(
            isElsewhere || isNamed || (isTaken && name !== "Nonsense"),
            `${nameOf(operation)} ${name}: ${said}`,
          ).toBe(true)
      }
    }
    for (const [name, parameters] of Object.entries(required)) {
      const operation = api.operations.find((each) => nameOf(each) === name)
      if (!operation) throw new Error(`Twilio has no ${name}`)
      for (const parameter of [...operation.parameters, "Nonsense"]) {
        if (parameter in parameters) continue
        const answer = await send("POST", place(operation), { ...parameters, [parameter]: "1" })
        const said = await answer.text()
        expect([201, 400, 501], said).toContain(answer.status)
        if (answer.status === 501) expect(said).toContain(parameter)
        expect(answer.status === 501 || parameter !== "Nonsense").toBe(true)
      }
    }
  })
})
