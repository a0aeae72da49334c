import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { join, recordBroadcasts } from "./support/channels.ts"
import { anonymous, newPerson, type Person, removePeople } from "./support/clients.ts"
import { sql } from "./support/sql.ts"
import { until } from "./support/until.ts"

let member: Person
let reader: Person
let stranger: Person
const room = `contract-room-${process.pid}`
const readOnly = `contract-board-${process.pid}`

beforeAll(async () => {
  ;[member, reader, stranger] = await Promise.all([newPerson(), newPerson(), newPerson()])
  await sql(`
    create table public.contract_members (topic text, user_id uuid, may_write boolean);
    insert into public.contract_members values
      ('${room}', '${member.id}', true), ('${room}', '${reader.id}', false),
      ('${readOnly}', '${member.id}', false), ('${readOnly}', '${reader.id}', false);
    grant select on public.contract_members to authenticated;
    create policy contract_read on realtime.messages for select to authenticated using (exists (
      select from public.contract_members where topic = (select realtime.topic()) and user_id = (select auth.uid())));
    create policy contract_write on realtime.messages for insert to authenticated with check (exists (
      select from public.contract_members
      where topic = (select realtime.topic()) and user_id = (select auth.uid()) and may_write));`)
})
afterAll(async () => {
  await sql(`drop policy contract_read on realtime.messages; drop policy contract_write on realtime.messages;
    drop table public.contract_members`)
  await removePeople(member, reader, stranger)
})
const open = (person: Person, topic: string, config = {}) =>
  person.client.channel(topic, { config: { private: true, ...config } })

describe("joining a private topic", () => {
  test("is for those the policies let read it", async () => {
    const channel = open(member, room)
    expect(await join(channel)).toMatchObject({ status: "SUBSCRIBED" })
    await member.client.removeChannel(channel)
  })

  test("is refused to strangers and visitors, saying which topic", async () => {
    const visitor = anonymous()
    for (const client of [stranger.client, visitor]) {
      const channel = client.channel(room, { config: { private: true } })
      expect(await join(channel)).toEqual({
        status: "CHANNEL_ERROR",
        message: expect.stringContaining(`permissions to read from this Channel topic: ${room}`),
      })
      await client.removeChannel(channel)
    }
  })

  test("leaves no trace in the messages", async () => {
    const before = await sql("select count(*)::int as n from realtime.messages where topic = $1", [room])
    const channel = open(member, room)
    await join(channel)
    await member.client.removeChannel(channel)
    expect(await sql("select count(*)::int as n from realtime.messages where topic = $1", [room])).toEqual(
      before,
    )
  })
})

describe("on a private topic", () => {
  test("messages of the database reach its members only, and no other topic", async () => {
    const own = open(member, room)
    const other = open(reader, readOnly)
    const publicOne = stranger.client.channel(room)
    const seen = [own, other, publicOne].map(recordBroadcasts)
    for (const channel of [own, other, publicOne]) expect((await join(channel)).status).toBe("SUBSCRIBED")
    await sql("select realtime.send('{\"seq\": 1}', 'change', $1, true)", [room])
    await sql("select realtime.send('{\"seq\": 2}', 'end', $1, true)", [readOnly])
    await sql("select realtime.send('{\"seq\": 3}', 'end', $1, false)", [room])
    await until("the last message everywhere", () => seen[1]?.length === 1 && seen[2]?.length === 1)
    expect(seen.map((messages) => messages.map(({ payload }) => payload.seq))).toEqual([[1], [2], [3]])
    await Promise.all([own, other, publicOne].map((channel) => channel.unsubscribe()))
  })

  test("who may only read sends to nobody", async () => {
    const listener = open(member, room)
    const sender = open(reader, room, { broadcast: { ack: true } })
    const seen = recordBroadcasts(listener)
    await Promise.all([join(listener), join(sender)])
    const answer = await sender.send({ type: "broadcast", event: "forbidden", payload: {} }, { timeout: 500 })
    expect(answer).not.toBe("ok")
    await sql("select realtime.send('{}', 'end', $1, true)", [room])
    await until("the end", () => seen.some(({ event }) => event === "end"))
    expect(seen.map(({ event }) => event)).not.toContain("forbidden")
    await Promise.all([listener.unsubscribe(), sender.unsubscribe()])
  })

  test("who may write does, also by HTTP", async () => {
    const listener = open(reader, room)
    const sender = open(member, room, { broadcast: { ack: true } })
    const seen = recordBroadcasts(listener)
    await Promise.all([join(listener), join(sender)])
    expect(await sender.send({ type: "broadcast", event: "said", payload: {} })).toBe("ok")
    await sender.httpSend("posted", { n: 1 })
    await until("both", () => seen.length === 2)
    expect(seen.map(({ event }) => event)).toEqual(["said", "posted"])
    await Promise.all([listener.unsubscribe(), sender.unsubscribe()])
  })
})

describe("a new token", () => {
  test("closes the channel of somebody who has lost the topic", async () => {
    const person = await newPerson()
    await sql("insert into public.contract_members values ($1, $2, true)", [room, person.id])
    const channel = open(person, room)
    const statuses: string[] = []
    await join(channel, (status) => statuses.push(status))
    await sql("delete from public.contract_members where user_id = $1", [person.id])
    const { data } = await person.client.auth.refreshSession()
    await person.client.realtime.setAuth(data.session?.access_token ?? "")
    await until("the channel is closed", () => statuses.includes("CLOSED"))
    await removePeople(person)
  })

  test("keeps the channel of somebody who still has it", async () => {
    const channel = open(member, room)
    const statuses: string[] = []
    const seen = recordBroadcasts(channel)
    await join(channel, (status) => statuses.push(status))
    const { data } = await member.client.auth.refreshSession()
    await member.client.realtime.setAuth(data.session?.access_token ?? "")
    await sql("select realtime.send('{}', 'after', $1, true)", [room])
    await until("a message after the new token", () => seen.some(({ event }) => event === "after"))
    expect(statuses).toEqual(["SUBSCRIBED"])
    await channel.unsubscribe()
  })
})
