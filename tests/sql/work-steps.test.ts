import { expect, test } from "vitest"
import type { Work } from "../../supabase/functions/_shared/calls/decision.ts"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()

/** Every step there is: the compiler refuses this list when it is not the union's. */
const steps: Record<Work["step"], true> = {
  reserve_ticket: true,
  open_memo: true,
  resume_memo: true,
  answer_memo: true,
  close_memo: true,
  record_missed: true,
  record_voicemail: true,
  expect_recording: true,
  fetch_recording: true,
  store_recording: true,
  fail_recording: true,
  delete_recording: true,
  forget_recording: true,
  free_agent: true,
  finish_after_call: true,
}

test("the database does each step a decision may ask for, and no other", async () => {
  const { rows } = await db.query<{ step: string }>(
    `select substr(p.proname, 4) as step from pg_proc p
     where p.pronamespace = 'private'::regnamespace and p.proname like 'do\\_%' and p.proname <> 'do_work'
       and pg_get_function_identity_arguments(p.oid) = 'call uuid, step jsonb'`,
  )
  expect(rows.map(({ step }) => step).toSorted()).toEqual(Object.keys(steps).toSorted())
})

test.each([{}, { step: "unheard_of" }])("a step nobody does is an error: %j", async (step) => {
  await expect(db.query("select private.do_work(gen_random_uuid(), $1)", [step])).rejects.toThrow(
    /null values cannot be formatted|function private\.do_unheard_of\(uuid, jsonb\) does not exist/,
  )
})
