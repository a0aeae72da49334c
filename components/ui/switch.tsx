"use client"

import { useId } from "react"
import { cn } from "@/lib/cn"

type SwitchProps = {
  label: React.ReactNode
  hint?: React.ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  className?: string
}

/** On or off, at once. A checkbox underneath; the knob's place says which, not the colour alone. */
export function Switch({ label, hint, checked, onCheckedChange, className }: SwitchProps) {
  const id = useId()
  return (
    <label
      data-slot="switch"
      className={cn(
        "relative flex cursor-pointer items-start gap-4 rounded-md has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-(--focus)",
        className,
      )}
    >
      <span className="min-w-0 grow">
        <span id={id} className="block">
          {label}
        </span>
        {hint && (
          <span id={`${id}-hint`} className="prose-ja block text-12 text-ink-3">
            {hint}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-checked={checked}
        checked={checked}
        onChange={(event) => onCheckedChange(event.target.checked)}
        className="peer absolute inset-0 cursor-[inherit] opacity-0"
      />
      <span
        aria-hidden
        className="mt-px flex h-[18px] w-8 shrink-0 rounded-full border border-line-field bg-surface-3 p-0.5 peer-checked:justify-end peer-checked:border-accent peer-checked:bg-accent *:bg-ink-3 peer-checked:*:bg-on-accent"
      >
        <span className="size-3 rounded-full" />
      </span>
    </label>
  )
}
