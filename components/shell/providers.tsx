"use client"

import { QueryClientProvider } from "@tanstack/react-query"
import { useState } from "react"
import { DialProvider } from "@/components/dialling/dial-provider"
import { usePublicConfig } from "@/components/session/config-provider"
import { ContactNames } from "@/components/session/contact-names"
import { InboxesProvider } from "@/components/session/inboxes-provider"
import { MemberProvider } from "@/components/session/member-context"
import { createQueryClient } from "@/components/session/query-client"
import { SessionGuard } from "@/components/session/session-guard"
import { PhoneProvider } from "@/components/softphone/own-phone/phone-provider"
import { TooltipProvider } from "@/components/ui/tooltip"
import { pageIdentity } from "@/lib/auth/page-identity"
import type { SidebarInbox } from "@/lib/inboxes/schema"
import type { Member } from "@/lib/members/schema"
import { RealtimeProvider } from "@/lib/realtime/realtime-provider"

type ProvidersProps = { member: Member; inboxes: SidebarInbox[]; children: React.ReactNode }

/** Everything the signed-in pages share: who it is, what was read, what changes, and the phone. */
export function Providers({ member, inboxes, children }: ProvidersProps) {
  const config = usePublicConfig()
  // The page stays the person's it was opened for, with everything in it that was read and typed.
  const [owner] = useState(() => {
    if (typeof window !== "undefined") pageIdentity.begin(member.userId)
    return member
  })
  const shown = member.userId === owner.userId ? member : owner
  const [queries] = useState(createQueryClient)
  return (
    <MemberProvider value={shown}>
      <QueryClientProvider client={queries}>
        <RealtimeProvider config={config}>
          <ContactNames>
            <InboxesProvider inboxes={inboxes}>
              <TooltipProvider delayDuration={400}>
                <PhoneProvider member={shown}>
                  <DialProvider>{children}</DialProvider>
                </PhoneProvider>
                <SessionGuard owner={shown} presentUserId={member.userId} />
              </TooltipProvider>
            </InboxesProvider>
          </ContactNames>
        </RealtimeProvider>
      </QueryClientProvider>
    </MemberProvider>
  )
}
