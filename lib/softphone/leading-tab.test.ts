import { afterEach, expect, test } from "vitest"
import { type LeadingTab, TabNews } from "./leading-tab"

const memberId = "0c1f4be0-3f5c-4a5e-9d0a-1b1a2c3d4e5f"
const well: LeadingTab = { device: "registered", microphone: "granted", isUnheard: false, isMuted: false }

const open: TabNews[] = []
afterEach(() => {
  for (const tab of open.splice(0)) tab.end()
})

/** A tab, and what it hears, in order. */
function tab(member = memberId) {
  const heard: LeadingTab[] = []
  let heardOne = () => {}
  const next = () => new Promise<void>((resolve) => (heardOne = resolve))
  const news = new TabNews(member, (leading) => {
    heard.push(leading)
    heardOne()
  })
  open.push(news)
  return { news, heard, next }
}

test("[K6] every other tab of the person hears how the leading one stands, once a change, and nobody else does", async () => {
  const [leader, follower] = [tab(), tab()]
  const somebody = "1c1f4be0-3f5c-4a5e-9d0a-1b1a2c3d4e5f"
  const [otherLeader, otherFollower] = [tab(somebody), tab(somebody)]
  const first = follower.next()
  leader.news.tell(well)
  await first
  const second = follower.next()
  leader.news.tell(well)
  leader.news.tell({ ...well, microphone: "denied" })
  await second
  expect(follower.heard).toEqual([well, { ...well, microphone: "denied" }])
  const theirs = otherFollower.next()
  otherLeader.news.tell({ ...well, isMuted: true })
  await theirs
  expect(otherFollower.heard).toEqual([{ ...well, isMuted: true }])
  expect(leader.heard).toEqual([])
})

test("[K6] a tab that was opened later hears it with the next telling", async () => {
  const leader = tab()
  leader.news.tell(well)
  const late = tab()
  const heard = late.next()
  leader.news.tell(well, true)
  await heard
  expect(late.heard).toEqual([well])
})

test("[K6] a browser without channels tells nothing, and its phone works", () => {
  const news = new TabNews(
    memberId,
    () => undefined,
    () => {
      throw new DOMException("not here", "SecurityError")
    },
  )
  expect(() => {
    news.tell(well)
    news.end()
  }).not.toThrow()
})
