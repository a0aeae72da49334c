import { transfer } from "@/lib/calls/pages/in-call"

export const POST = transfer
