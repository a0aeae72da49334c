import { tick } from "@/lib/calls/routing/sweep"

export const POST = tick
