import { supervise } from "@/lib/calls/pages/in-call"

export const POST = supervise
