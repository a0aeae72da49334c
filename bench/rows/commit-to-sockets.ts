import { randomUUID } from "node:crypto"
import { createAccount, signIn } from "../../tests/support/accounts.ts"
import { compare, type Row } from "../measure.ts"
import type { Bench } from "../stack.ts"
import { RealtimeSocket } from "./realtime-socket.ts"

const count = 500
const plain = "bench"

/** The commit of a changed ticket until the last of 500 listeners of its inbox has been told. */
export async function commitTo500Sockets({ product, database }: Bench): Promise<Row[]> {
  const { url, publishableKey } = product.supabase
  const account = await createAccount(database)
  const { email, password } = account.member("first")
  const client = await signIn(url, publishableKey, email, password)
  const { data } = await client.auth.getSession()
  const { rows } = await database.query<{ epoch: number }>("select epoch from public.inboxes where id = $1", [
    account.inbox().id,
  ])
  const topic = `inbox:${account.inbox().id}:${rows[0]?.epoch}`
  const ticket = randomUUID()
  await database.query(
    "insert into public.tickets (id, account_id, inbox_id, number) values ($1, $2, $3, 1)",
    [ticket, account.id, account.inbox().id],
  )

  const sockets: RealtimeSocket[] = []
  for (let opened = 0; opened < count; opened++) {
    const socket = await RealtimeSocket.open(url, publishableKey)
    await socket.join(plain)
    await socket.join(topic, data.session?.access_token)
    sockets.push(socket)
  }
  /** Time from `act` resolving to its begin stamp until every socket got a broadcast of `name`. */
  const untilAll = async (name: string, act: () => Promise<number>) => {
    let missing = count
    const all = new Promise<number>((resolve) => {
      for (const socket of sockets)
        socket.onBroadcast = (heard) => heard === name && --missing === 0 && resolve(performance.now())
    })
    const begun = await act()
    return (await all) - begun
  }

  const db = await database.connect()
  try {
    return [
      await compare({
        name: "commit_to_500_sockets",
        floor: "a plain broadcast from one socket to the same 500",
        n: 60,
        aim: 2.5,
        sample: (index) =>
          untilAll(topic, async () => {
            await db.query("begin")
            await db.query("update public.tickets set subject = $2 where id = $1", [
              ticket,
              `change ${index}`,
            ])
            const begun = performance.now()
            await db.query("commit")
            return begun
          }),
        floorSample: () =>
          untilAll(plain, async () => {
            const begun = performance.now()
            sockets[0]?.broadcast(plain)
            return begun
          }),
      }),
    ]
  } finally {
    db.release()
    for (const socket of sockets) socket.close()
  }
}
