import { expect, test } from "vitest"
import { ringingRow, toRinging } from "./story"

const ids = {
  tanaka: "00000000-0000-4000-8000-000000000001",
  ito: "00000000-0000-4000-8000-000000000002",
  watanabe: "00000000-0000-4000-8000-000000000003",
}
const candidates = [
  { member_id: ids.tanaka, name: "田中 翔太", verdict: "chosen" },
  { member_id: ids.ito, name: "伊藤 結衣", verdict: "later" },
  { member_id: ids.watanabe, name: "渡辺 亮", verdict: "offline" },
]
const offer = (memberId: string, at: string, more: object) => ({
  id: memberId.replace("00000000-", "10000000-"),
  member_id: memberId,
  announced_at: at,
  decided_at: null,
  candidates,
  ...more,
})
const call = {
  started_at: "2026-11-25T01:27:40Z",
  queued_at: "2026-11-25T01:28:04Z",
  ended_at: "2026-11-25T01:29:31Z",
  contract_number: "+81312345678",
  queue: { name: "サポート一次" },
}

test("[K5] everybody of the queue is listed: those it rang in order, then the others with the reason", () => {
  const row = ringingRow.parse({
    ...call,
    offers: [
      offer(ids.ito, "2026-11-25T01:28:25Z", { state: "unacknowledged", decided_at: "2026-11-25T01:28:27Z" }),
      offer(ids.tanaka, "2026-11-25T01:28:04Z", { state: "lapsed", decided_at: "2026-11-25T01:28:24Z" }),
    ],
  })
  expect(toRinging(row).asked).toEqual([
    { memberId: ids.tanaka, name: "田中 翔太", offer: { state: "lapsed", seconds: 20 }, verdict: null },
    { memberId: ids.ito, name: "伊藤 結衣", offer: { state: "unacknowledged", seconds: 2 }, verdict: null },
    { memberId: ids.watanabe, name: "渡辺 亮", offer: null, verdict: "offline" },
  ])
})

test("[K5] a call that was offered to nobody lists nobody", () => {
  expect(toRinging(ringingRow.parse({ ...call, queue: null, queued_at: null, offers: [] }))).toMatchObject({
    queueName: null,
    asked: [],
  })
})
