"use client"

import { Failed } from "@/components/shell/failed"

export default function RootError(props: React.ComponentProps<typeof Failed>) {
  return (
    <main className="flex min-h-dvh">
      <Failed {...props} />
    </main>
  )
}
