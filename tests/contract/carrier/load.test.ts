import { afterAll, beforeAll, expect, test } from "vitest"
import { ProtocolAgent } from "../../support/protocol-agent.ts"
import { accessToken, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"

const CALLERS = 200
const AGENTS = 20

let h: Harness
let agents: ProtocolAgent[]
beforeAll(async () => {
  h = await startHarness()
  const names = Array.from({ length: AGENTS }, (_, i) => `agent_${i}`)
  agents = await Promise.all(
    names.map((name) => ProtocolAgent.connect(h.carrier.signalUrl, accessToken(name))),
  )
})
afterAll(async () => {
  await Promise.all((agents ?? []).map((agent) => agent.close()))
  await h?.stop()
})

test("200 callers wait in Gather loops while 20 agents answer and hang up", async () => {
  h.app.on(
    "/voice",
    response("<Gather timeout='1' action='/voice'><Say>Please wait</Say></Gather>", "<Redirect/>"),
  )
  const room = (sid: string): string => `<Dial><Conference beep="false">room-${sid}</Conference></Dial>`
  const sids = await Promise.all(
    Array.from({ length: CALLERS }, async (_, i) => {
      const from = `+8190${String(i).padStart(8, "0")}`
      return (await h.control.call({ from, to: NUMBER })).sid
    }),
  )
  await Promise.all(sids.map((sid) => h.app.next("/voice", (each) => each.params.CallSid === sid)))

  // Each agent in turn takes ten callers: redirect into a room, dial the agent, talk, leave.
  await Promise.all(
    agents.map(async (agent, i) => {
      for (const sid of sids.slice(i * 10, i * 10 + 10)) {
        // Its first instructions were sent; until they are taken in it is not in progress.
        await h.control.waitFor(sid, ({ status }) => status === "in-progress")
        await h.twilio.calls(sid).update({ twiml: response(room(sid)) })
        const leg = await h.twilio.conferences(`room-${sid}`).participants.create({
          from: NUMBER,
          to: `client:agent_${i}`,
          label: `offer-${sid}`,
          beep: "false",
        })
        const offered = await agent.nextInvite()
        expect(offered.callSid).toBe(leg.callSid)
        agent.answer(offered.callSid)
        await h.control.waitFor(sid, (call) => call.moments.some((each) => each.what === "conference-start"))
        agent.hangup(offered.callSid)
        await h.control.act(sid, { hangup: true })
      }
    }),
  )
  for (const sid of sids) expect((await h.control.view(sid)).status).toBe("completed")
  expect(await h.control.state()).toMatchObject({ calls: [], conferences: [] })
  expect(h.app.unsigned).toEqual([])
  expect(await h.control.alerts()).toEqual([])
}, 120_000)
