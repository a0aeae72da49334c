"use client"

import { CircleAlert } from "lucide-react"
import { createContext, useContext, useId } from "react"
import { cn } from "@/lib/cn"
import { Label } from "./label"

type FieldState = { id: string; describedBy: string | undefined; invalid: boolean }

const FieldContext = createContext<FieldState | null>(null)

/** What a control inside a `Field` must carry to be named and described by it; nothing outside one. */
export function useFieldProps() {
  const field = useContext(FieldContext)
  if (!field) return {}
  return {
    id: field.id,
    "aria-describedby": field.describedBy,
    ...(field.invalid && { "aria-invalid": true }),
  }
}

type FieldProps = Omit<React.ComponentProps<"div">, "children"> & {
  label: React.ReactNode
  /** Stands at the right of the label, for instance a link. */
  aside?: React.ReactNode
  hint?: React.ReactNode
  error?: React.ReactNode
  children: React.ReactNode
}

/** A label, one control, and what there is to say about it. An error is announced when it appears. */
export function Field({ label, aside, hint, error, className, children, ...props }: FieldProps) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined
  return (
    <div data-slot="field" className={cn("flex flex-col gap-1", className)} {...props}>
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>{label}</Label>
        {aside}
      </div>
      <FieldContext value={{ id, describedBy, invalid: Boolean(error) }}>{children}</FieldContext>
      {hint && (
        <p id={`${id}-hint`} className="prose-ja text-12 text-ink-3">
          {hint}
        </p>
      )}
      <div role="alert" id={`${id}-error`} className="text-12 text-alert-ink empty:hidden">
        {error && (
          <span className="flex gap-1">
            <CircleAlert aria-hidden className="mt-px size-4 shrink-0" />
            <span className="prose-ja">{error}</span>
          </span>
        )}
      </div>
    </div>
  )
}
