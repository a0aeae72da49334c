import { afterEach, expect, test } from "vitest"
import { freeCustomerNumber } from "../support/accounts.ts"
import { AppSession } from "./support/app-session.ts"
import { World } from "./support/world.ts"

let world: World

afterEach(() => world.close())

test("[H7][H8] who may only read the address book makes no contact; whose contact an operator makes is shown by name and company at the next call", async () => {
  world = await World.open({
    members: {
      reader: { inboxes: { 0: "operator" }, book: "assistant" },
      writer: { inboxes: { 0: "operator" }, book: "operator" },
    },
  })
  const number = freeCustomerNumber()
  const contact = {
    address_book_id: world.account.addressBookId,
    name: "久保田 浩二",
    company: "小料理ひさご",
    phones: [{ number, label: "携帯" }],
  }
  const reader = await AppSession.signIn(world.product, world.account.member("reader"))
  const refused = await reader.client.rpc("save_contact", { p: contact })
  expect(refused.error).toMatchObject({ code: "42501" })
  const { account_id, address_book_id, name } = { ...contact, account_id: world.account.id }
  const past = await reader.client.from("contacts").insert({ account_id, address_book_id, name })
  expect(past.error).toMatchObject({ code: "42501" })

  const writer = await world.agent("writer", { acknowledges: false })
  const saved = await writer.session.client.rpc("save_contact", { p: contact })
  expect(saved.error).toBeNull()
  const offered = writer.nextOffer()
  await world.call({ from: number })
  await offered
  const { data } = await writer.session.client.rpc("own_phone")
  expect(data).toMatchObject({
    row: { offer: { customer_number: number, contact_name: "久保田 浩二", company: "小料理ひさご" } },
  })
})
