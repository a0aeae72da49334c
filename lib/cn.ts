import { type ClassValue, clsx } from "clsx"
import { extendTailwindMerge } from "tailwind-merge"

// The theme's own names; without them `text-13` (a size) and `text-ink` (a colour) would remove each other.
const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      "font-size": [{ text: ["11", "12", "13", "14", "16", "20", "24"] }],
      shadow: [{ shadow: ["float"] }],
    },
  },
})

/** Joins class names; of two utilities that set the same property the later one stays. */
export function cn(...inputs: ClassValue[]) {
  return merge(clsx(inputs))
}
