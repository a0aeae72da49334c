import type pg from "pg"

/**
 * The number of an open ticket of the demo account, of a customer the address book knows or of one it does not. Which
 * ticket stands first in a list depends on the hour the demo was made at. Throws when there is none.
 */
export async function demoTicket(database: pg.Pool, { known }: { known: boolean }): Promise<number> {
  const { rows } = await database.query<{ number: string }>(
    `select t.number from public.tickets t join public.accounts a on a.id = t.account_id
     where a.name = '株式会社あおば住設サービス' and t.status = 'open' and (t.contact_id is not null) = $1
     order by t.number limit 1`,
    [known],
  )
  const [row] = rows
  if (!row) throw new Error(`the demo has no open ticket of ${known ? "a contact" : "somebody unknown"}`)
  return Number(row.number)
}
