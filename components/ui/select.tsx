"use client"

import { ChevronDown } from "lucide-react"
import { cn } from "@/lib/cn"
import { useFieldProps } from "./field"
import { inputClass } from "./input"

/** The platform's own select, in our clothes: the keyboard and screen readers know it already. Children: `<option>`. */
export function Select({ className, children, ...props }: React.ComponentProps<"select">) {
  return (
    <span data-slot="select" className="relative block">
      <select
        className={cn(inputClass, "h-8 appearance-none truncate pr-8", className)}
        {...useFieldProps()}
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}
