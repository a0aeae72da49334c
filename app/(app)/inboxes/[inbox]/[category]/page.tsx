import { CategoryStart, categoryTitle } from "@/components/inbox/category-start"

type Props = { params: Promise<{ category: string }> }

export async function generateMetadata({ params }: Props) {
  return { title: await categoryTitle((await params).category) }
}

export default async function Page({ params }: Props) {
  return <CategoryStart category={(await params).category} />
}
