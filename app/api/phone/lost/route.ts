import { lost } from "@/lib/calls/pages/in-call"

export const POST = lost
