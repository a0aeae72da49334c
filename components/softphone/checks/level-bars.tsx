import { cn } from "@/lib/cn"
import { meterBars } from "@/lib/softphone/devices/level-meter"

const places = Array.from({ length: meterBars }, (_, place) => place)

/** A level as bars, 0 to {@link meterBars} of them lit. Decorative: the word for it stands beside. */
export function LevelBars({ bars, className }: { bars: number; className?: string }) {
  return (
    <span
      data-slot="level-bars"
      data-level={bars}
      aria-hidden
      className={cn("inline-flex gap-0.5", className)}
    >
      {places.map((place) => (
        <i
          key={place}
          className={cn(
            "h-2.5 w-1 rounded-[1px] border",
            place < bars ? "border-ok bg-ok" : "border-line-2 bg-surface-3",
          )}
        />
      ))}
    </span>
  )
}
