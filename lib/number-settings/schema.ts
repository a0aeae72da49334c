import { z } from "zod"

export const numberRow = z
  .object({
    id: z.uuid(),
    number: z.string(),
    label: z.string(),
    is_recorded: z.boolean(),
    records_without_agent: z.boolean(),
    recording_days: z.int().nullable(),
    may_call_0800: z.boolean(),
    revision: z.int(),
    inboxes: z.object({ name: z.string() }),
    flows: z.object({
      flow_versions: z.array(
        z.object({ definition: z.looseObject({ recording_notice: z.boolean().optional() }) }),
      ),
    }),
  })
  .transform((row) => ({
    id: row.id,
    number: row.number,
    inboxName: row.inboxes.name,
    /** Whether its published flow says that the call is recorded, before anybody is connected (D1). */
    hasNotice: row.flows.flow_versions.some(({ definition }) => definition.recording_notice === true),
    /** What was seen when it was read: a save that names an older one changes nothing. */
    revision: row.revision,
    setting: {
      label: row.label,
      isRecorded: row.is_recorded,
      recordsWithoutAgent: row.records_without_agent,
      /** Null: kept without limit. */
      recordingDays: row.recording_days,
      mayCall0800: row.may_call_0800,
    },
  }))
export type NumberSettings = z.infer<typeof numberRow>
export type NumberSetting = NumberSettings["setting"]

export const revisionRow = z.object({ revision: z.int() })
