import { MemberGate } from "@/components/shell/member-gate"

export default function AppLayout({ children }: { children: React.ReactNode }) {
  return <MemberGate>{children}</MemberGate>
}
