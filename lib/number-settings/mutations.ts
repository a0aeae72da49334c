import { AppError, toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import { type NumberSetting, type NumberSettings, revisionRow } from "./schema"

/**
 * Saves what an owner has set of a number, as they saw it last. Resolves to the new revision. Throws AppError:
 * `settings_conflict` when it was changed meanwhile, or is not the caller's to change.
 */
export async function saveNumber(
  client: DatabaseClient,
  { id, revision }: Pick<NumberSettings, "id" | "revision">,
  setting: NumberSetting,
): Promise<number> {
  const { data, error, status } = await client
    .from("phone_numbers")
    .update({
      label: setting.label,
      is_recorded: setting.isRecorded,
      records_without_agent: setting.recordsWithoutAgent,
      recording_days: setting.recordingDays,
      may_call_0800: setting.mayCall0800,
    })
    .eq("id", id)
    .eq("revision", revision)
    .select("revision")
    .maybeSingle()
  if (error) throw toAppError(error, status)
  if (data === null) throw new AppError("settings_conflict")
  return revisionRow.parse(data).revision
}
