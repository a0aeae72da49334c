import { cn } from "@/lib/cn"

/** The product's sign: one line handed over to another. Decorative; the name stands beside it. */
export function Mark({ className, ...props }: React.ComponentProps<"span">) {
  return (
    <span
      data-slot="mark"
      aria-hidden
      className={cn(
        "inline-flex size-6 shrink-0 items-center justify-center rounded-md bg-accent text-on-accent",
        className,
      )}
      {...props}
    >
      <svg
        viewBox="0 0 24 24"
        className="size-3/4"
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <path d="M6.5 7.5h4a3.5 3.5 0 0 1 3.5 3.5v2a3.5 3.5 0 0 0 3.5 3.5" strokeWidth="2.6" />
        <circle cx="6" cy="7.5" r="3" fill="currentColor" stroke="none" />
        <circle cx="18" cy="16.5" r="3" fill="currentColor" stroke="none" />
      </svg>
    </span>
  )
}
