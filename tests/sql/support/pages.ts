import type { CallEvent } from "../../../supabase/functions/_shared/calls/events.ts"
import type { openDatabase } from "./database.ts"
import { tell } from "./routing.ts"

/** Has a member's page send an event, from the app session they are signed in to the phone from. */
export async function pageSends(db: ReturnType<typeof openDatabase>, memberId: string, event: object) {
  const { rows } = await db.query<{ user_id: string; session_id: string }>(
    `select m.user_id, s.auth_session_id as session_id from public.members m
     join public.phone_sessions s on s.member_id = m.id and s.ended_at is null where m.id = $1`,
    [memberId],
  )
  const [sender] = rows
  return await tell({ ...event, userId: sender?.user_id, sessionId: sender?.session_id } as CallEvent)
}
