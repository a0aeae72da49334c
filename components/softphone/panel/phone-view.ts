import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import type { SignedInPhone } from "@/lib/phone/schema"
import type { Softphone } from "@/lib/softphone/softphone"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"
import type { Stage } from "@/lib/softphone/stage"

/** What every look of the softphone is given. */
export type PhoneViewProps = {
  phone: PhoneContextValue
  state: SignedInPhone
  softphone: Softphone
  view: SoftphoneView
}

export type StageOf<Name extends Stage["name"]> = Extract<Stage, { name: Name }>
