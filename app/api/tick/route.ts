import { tick } from "@/lib/calls/routing/tick"

export const POST = tick
