"use client"

import { ChevronDown } from "lucide-react"
import { cn } from "@/lib/cn"
import { useFieldProps } from "./field"
import { inputClass } from "./input"

type SelectProps<Value extends string> = {
  value: Value
  options: readonly (readonly [value: Value, text: string])[]
  onChoose: (value: Value) => void
}

/** One of several, the system's own list. Named by the `Field` around it. Without options there is nothing to choose. */
export function Select<Value extends string>({ value, options, onChoose }: SelectProps<Value>) {
  return (
    <span className="relative flex items-center">
      <select
        data-slot="select"
        {...useFieldProps()}
        value={value}
        disabled={options.length === 0}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value)
          if (chosen) onChoose(chosen[0])
        }}
        className={cn(inputClass, "h-8 appearance-none truncate pr-7 tabular-nums")}
      >
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-2 size-3.5 text-ink-3" />
    </span>
  )
}
