"use client"

import { Failed } from "@/components/shell/failed"

export default function AppError(props: React.ComponentProps<typeof Failed>) {
  return <Failed {...props} />
}
