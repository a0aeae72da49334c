import { type ClassValue, clsx } from "clsx"
import { extendTailwindMerge } from "tailwind-merge"

/** The library's own table knows Tailwind's scales; these are the steps that `app/globals.css` names otherwise. */
const merge = extendTailwindMerge({
  extend: { theme: { text: ["11", "12", "13", "14", "16", "20", "24"], shadow: ["float"] } },
})

/** Joins class names; of two utilities that set the same property the later one stays. */
export function cn(...inputs: ClassValue[]) {
  return merge(clsx(inputs))
}
