/** One telephone's connection, as the provider has it. */
export type Line = {
  id: string
  role: "customer" | "agent" | "outside"
  /** Our name of it: its label. */
  legId: string | null
  memberId: string | null
  status: "ringing" | "live" | "ended"
  /** Counts what it was told, so that what it did before is over. */
  told: number
  isHeld: boolean
  endsRoom: boolean
  /** Milliseconds since 1970. */
  endedAt: number | null
}
