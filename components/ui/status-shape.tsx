import { cn } from "@/lib/cn"

export type StatusShapeName = "available" | "talking" | "ringing" | "held" | "trouble" | "offline"

const tones: Record<StatusShapeName, string> = {
  available: "text-ok-ink",
  talking: "text-call-ink",
  ringing: "text-accent-ink",
  held: "text-wait-mark",
  trouble: "text-alert-ink",
  offline: "text-ink-3",
}

const shapes: Record<StatusShapeName, React.ReactNode> = {
  available: <circle cx="12" cy="12" r="8" fill="currentColor" stroke="none" />,
  talking: (
    <>
      <rect x="3.5" y="3.5" width="17" height="17" rx="4" fill="currentColor" stroke="none" />
      <path d="M8.5 10v4M12 8v8M15.5 10v4" stroke="var(--shape-cut)" />
    </>
  ),
  ringing: (
    <>
      <rect x="4" y="4" width="16" height="16" rx="4" strokeWidth="2.5" />
      <rect x="9" y="9" width="6" height="6" rx="1.5" fill="currentColor" stroke="none" />
    </>
  ),
  held: (
    <>
      <rect x="5" y="4" width="5" height="16" rx="1.5" fill="currentColor" stroke="none" />
      <rect x="14" y="4" width="5" height="16" rx="1.5" fill="currentColor" stroke="none" />
    </>
  ),
  trouble: (
    <>
      <path d="M12 3.5 2.5 20.5h19z" fill="currentColor" />
      <path d="M12 10v4.5M12 17.6v.01" stroke="var(--shape-cut)" />
    </>
  ),
  offline: <circle cx="12" cy="12" r="7" strokeWidth="2.5" />,
}

type StatusShapeProps = React.ComponentProps<"svg"> & {
  shape: StatusShapeName
  /** Take the surrounding text's colour, on a solid fill for instance. */
  plain?: boolean
}

/**
 * A state by shape as well as colour; the word stands beside it. Cut-outs take `--shape-cut`, so set that on a
 * coloured ground.
 */
export function StatusShape({ shape, plain = false, className, ...props }: StatusShapeProps) {
  return (
    <svg
      data-slot="status-shape"
      data-shape={shape}
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cn("size-4 shrink-0", !plain && tones[shape], className)}
      {...props}
    >
      {shapes[shape]}
    </svg>
  )
}
