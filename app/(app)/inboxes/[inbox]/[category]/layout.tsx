import { CategoryPane } from "@/components/inbox/category-pane"

type Props = { params: Promise<{ inbox: string; category: string }>; children: React.ReactNode }

export default async function CategoryLayout({ params, children }: Props) {
  const { inbox, category } = await params
  return (
    <CategoryPane inboxId={inbox} category={category}>
      {children}
    </CategoryPane>
  )
}
