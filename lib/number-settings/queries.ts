import { z } from "zod"
import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import { type NumberSettings, numberRow } from "./schema"

/** The account's numbers with what its owner may set of each, in the order of their labels. Throws AppError. */
export async function listNumberSettings(client: DatabaseClient): Promise<NumberSettings[]> {
  const { data, error, status } = await client
    .from("phone_numbers")
    .select(
      "id, number, label, is_recorded, records_without_agent, recording_days, may_call_0800, revision, inboxes(name), flows(flow_versions(definition))",
    )
    .eq("flows.flow_versions.is_published", true)
    .order("label")
    .order("id")
  if (error) throw toAppError(error, status)
  return z.array(numberRow).parse(data)
}
