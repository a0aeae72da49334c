// How a call may begin and end, as plain lists: pages choose among them without the schemas of `facts.ts`.

export const directions = ["inbound", "outbound"] as const

export const callOutcomes = [
  "answered",
  "missed",
  "voicemail",
  "refused",
  "abandoned",
  "unreached",
  "served",
] as const

export const callReasons = [
  "out_of_hours",
  "nobody_available",
  "nobody_answered",
  "caller_gave_up",
  "withheld_number",
  "overseas",
  "blocked",
  "phone_off",
  "unknown_number",
  "queue_full",
  "no_choice",
  "served",
  "callback_asked",
  "failed",
  "busy",
  "no_answer",
  "unreachable",
  "provider_refused",
  "agent_gave_up",
  "not_allowed",
] as const
