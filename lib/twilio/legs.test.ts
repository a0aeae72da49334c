import { beforeEach, expect, test, vi } from "vitest"

const asked: string[] = []
/** Conferences at the provider, by id. */
const conferences = new Map<string, { friendlyName: string; status: string }>()

vi.mock("@/lib/twilio/client", () => {
  const of = (id: string) => ({
    update: async ({ status }: { status: string }) => {
      asked.push(`${id} ${status}`)
      const found = conferences.get(id)
      if (!found || found.status === "completed") throw new Error("gone")
      found.status = status
    },
  })
  const list = async ({ friendlyName }: { friendlyName: string }) =>
    [...conferences].flatMap(([sid, one]) => (one.friendlyName === friendlyName ? [{ sid, ...one }] : []))
  return {
    provider: () => ({ conferences: Object.assign(of, { list }) }),
    providerErrors: { notFound: 20404, notInProgress: 21220, labelInUse: 16026 },
    providerErrorCode: (error: Error) => (error.message === "gone" ? 20404 : null),
    isRefused: () => false,
  }
})

const { endStay } = await import("./legs")

beforeEach(() => {
  asked.length = 0
  conferences.clear()
})

test("[K4] the end of a stay closes every room of its name: an agent who came too late sits in a second one", async () => {
  conferences.set("CF1", { friendlyName: "stay", status: "completed" })
  conferences.set("CF2", { friendlyName: "stay", status: "in-progress" })
  conferences.set("CF3", { friendlyName: "another", status: "in-progress" })
  await endStay({ kind: "end_stay", stayId: "stay", conferenceId: "CF1" })
  expect(asked).toEqual(["CF1 completed", "CF2 completed"])
  expect([...conferences.values()].map(({ status }) => status)).toEqual([
    "completed",
    "completed",
    "in-progress",
  ])
})

test("[K4] whose room nobody has told us is closed by its name, once", async () => {
  conferences.set("CF1", { friendlyName: "stay", status: "init" })
  await endStay({ kind: "end_stay", stayId: "stay", conferenceId: null })
  await endStay({ kind: "end_stay", stayId: "stay", conferenceId: "CF1" })
  expect(asked).toEqual(["CF1 completed", "CF1 completed"])
})
