"use client"

import { cn } from "@/lib/cn"
import { useFieldProps } from "./field"
import { inputClass } from "./input"

/** Several lines, in the size people write and read at length. */
export function Textarea({ className, ...props }: React.ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(inputClass, "min-h-16 py-1.5 text-14", className)}
      {...useFieldProps()}
      {...props}
    />
  )
}
