import { redirect } from "next/navigation"
import { NoMember } from "@/components/auth/no-member"
import { currentMember } from "@/lib/members/queries"
import { createServerClient } from "@/lib/supabase/server"
import { SignedIn } from "./signed-in"
import { Texts } from "./texts"

/** Lets members in; sends others to the sign-in page, and tells somebody without an account whom to ask. */
export async function MemberGate({ children }: { children: React.ReactNode }) {
  const member = await currentMember()
  if (member) return <SignedIn member={member}>{children}</SignedIn>
  const { data } = await (await createServerClient()).auth.getClaims()
  if (!data) redirect("/sign-in")
  return (
    <Texts namespaces={["auth", "common"]}>
      <NoMember email={data.claims.email ?? ""} />
    </Texts>
  )
}
