import { dial } from "@/lib/calls/pages/dial"

export const POST = dial
