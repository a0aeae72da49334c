import { pause } from "@/lib/calls/pages/in-call"

export const POST = pause
