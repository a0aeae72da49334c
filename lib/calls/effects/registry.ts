import "server-only"
import { alarmEffects } from "@/lib/calls/effects/alarms"
import { holdingEffects } from "@/lib/calls/effects/holding"
import { legEffects } from "@/lib/calls/effects/legs"
import { recordingEffects } from "@/lib/calls/effects/recordings"
import type { Result } from "@/lib/calls/effects/run-effects"
import { stayEffects } from "@/lib/calls/effects/stays"
import { supervisingEffects } from "@/lib/calls/effects/supervising"
import type { Effect, EffectKind } from "@/supabase/functions/_shared/calls/effects"

/** How an effect of a kind is carried out. Doing one again changes nothing more; `mayBeDone` says that it may have been. */
export type Handler<Kind extends EffectKind> = (
  effect: Extract<Effect, { kind: Kind }>,
  mayBeDone: boolean,
) => Promise<Result>

const handlers: { [Kind in EffectKind]: Handler<Kind> } = {
  ...legEffects,
  ...holdingEffects,
  ...stayEffects,
  ...supervisingEffects,
  ...recordingEffects,
  ...alarmEffects,
}

/** Carries out one effect. Throws when it should be tried again later. */
export async function performEffect(effect: Effect, mayBeDone: boolean): Promise<Result> {
  const handler = handlers[effect.kind] as (effect: Effect, mayBeDone: boolean) => Promise<Result>
  return await handler(effect, mayBeDone)
}
