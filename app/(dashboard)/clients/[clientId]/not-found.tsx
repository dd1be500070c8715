import { PageHeader } from "@/app/_ui/page-header";
import { FrameCheck } from "@/app/(dashboard)/_shell/frame-check";

/** Within books one may open: nothing stands at this address. The rail stays, so there is a way on. */
export default function NotFoundInBooks() {
  return (
    <>
      <FrameCheck />
      <PageHeader
        title="No such page in these books"
        lead="The year, the row or the report is not there, was taken back, or lies outside the years that are open to you. Choose a place beside this page."
      />
    </>
  );
}
