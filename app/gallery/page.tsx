import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Gallery } from "@/components/gallery/gallery"
import { Texts } from "@/components/shell/texts"
import { hasGallery } from "@/lib/env"

export const metadata: Metadata = { title: "Gallery" }

export default function GalleryPage() {
  if (!hasGallery()) notFound()
  return (
    <Texts
      namespaces={[
        "auth",
        "common",
        "contact",
        "dial",
        "errors",
        "failed",
        "inbox",
        "phone",
        "shell",
        "transfer",
      ]}
    >
      <Gallery />
    </Texts>
  )
}
