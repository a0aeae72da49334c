"use client"

import { useId } from "react"
import { cn } from "@/lib/cn"
import { Contents } from "./contents"

type SegmentedProps<Value extends string> = Omit<
  React.ComponentProps<"fieldset">,
  "onChange" | "defaultValue"
> & {
  label: string
  value: Value
  options: readonly { value: Value; label: React.ReactNode; disabled?: boolean }[]
  onValueChange: (value: Value) => void
}

/** One of a few, all in sight. Radio buttons underneath, so arrows choose and screen readers count. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onValueChange,
  className,
  ...props
}: SegmentedProps<Value>) {
  const name = useId()
  return (
    <fieldset
      data-slot="segmented"
      className={cn("inline-flex rounded-md bg-surface-3 p-0.5", className)}
      {...props}
    >
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex h-6 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-sm px-2.5 whitespace-nowrap text-ink-2 has-checked:bg-surface has-checked:font-semibold has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line-2)] has-disabled:cursor-default has-disabled:text-ink-3 has-focus-visible:outline-2 has-focus-visible:outline-(--focus)"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onValueChange(option.value)}
            className="absolute inset-0 cursor-[inherit] opacity-0"
          />
          <Contents>{option.label}</Contents>
        </label>
      ))}
    </fieldset>
  )
}
