import { Drawer } from "@/app/_ui/drawer";
import { noteClosedPage } from "@/lib/closed-page";
import type { Explanation } from "@/lib/services/gains/explanation";
import { address, type Query } from "./address";
import { WhyDrawer } from "./why-drawer";

/** The why drawer of a figure of a year, on any page; nothing when there is no such figure. */
export async function YearWhy({
  explanation,
  root,
  path,
  query,
  boxPath = path,
}: {
  explanation: Promise<
    { ok: true; value: Explanation } | { ok: false; error: { readonly code: string } }
  >;
  root: string;
  path: string;
  query: Query;
  /** The page that opens a box, when it is another. */
  boxPath?: string;
}) {
  const answer = await explanation;
  if (!answer.ok) {
    await noteClosedPage(answer.error);
    return answer.error.code === "outside-years" ? (
      <Drawer title="Not open to you" closeHref={address(path, query, { why: null })}>
        The reason of a figure goes back to purchases of other years, which these books keep closed
        to you. The figure itself and its row are here.
      </Drawer>
    ) : null;
  }
  const [before = path, after = ""] = address(path, query, { why: "@why@" }).split("%40why%40");
  const boxQuery = boxPath === path ? query : {};
  const [boxBefore = "", boxAfter = ""] = address(boxPath, boxQuery, {
    why: null,
    page: null,
    box: "@box@",
  }).split("%40box%40");
  return (
    <WhyDrawer
      explanation={answer.value}
      closeHref={address(path, query, { why: null })}
      whyTemplate={`${before}{why}${after}`}
      boxTemplate={`${boxBefore}{box}${boxAfter}#rows`}
      ledgerTemplate={`${root}/ledger?tx={id}`}
    />
  );
}
