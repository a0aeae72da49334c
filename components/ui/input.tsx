"use client"

import { cn } from "@/lib/cn"
import { useFieldProps } from "./field"

export const inputClass =
  "w-full rounded-md border border-line-field bg-surface px-2.5 text-ink read-only:border-line-2 read-only:bg-surface-2 read-only:text-ink-2 focus-visible:outline-offset-[-1px] disabled:border-line-2 disabled:bg-surface-2 disabled:text-ink-3 aria-invalid:border-alert"

/** One line of text. Named by the `Field` around it, or by `aria-label`. */
export function Input({ className, ...props }: React.ComponentProps<"input">) {
  return (
    <input data-slot="input" className={cn(inputClass, "h-8", className)} {...useFieldProps()} {...props} />
  )
}
