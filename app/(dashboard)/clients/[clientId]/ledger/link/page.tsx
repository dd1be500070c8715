import type { Metadata } from "next";
import { requireUser } from "@/lib/auth/session";
import { viewLink, viewOpenMoves } from "@/lib/services/view-link";
import { type ClientPageProps, many, one } from "../../_gains/address";
import { found } from "../../_gains/found";
import { LinkRow } from "./_components/link-row";
import { OpenMoves } from "./_components/open-moves";

export const metadata: Metadata = { title: "Link transfers" };

/** Which rows are one move: all that wait for another side, or one of them and what it may belong with. */
export default async function LinkPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const row = one(query, "row");
  const search = (one(query, "q") ?? "").slice(0, 80);
  if (row === undefined) {
    const view = await found(viewOpenMoves(user, clientId, search));
    return <OpenMoves clientId={clientId} view={view} search={search} />;
  }
  const picked = many(query, "pick").slice(0, 20);
  const view = await found(viewLink(user, clientId, { row, picked, search }));
  return <LinkRow clientId={clientId} view={view} picked={picked} search={search} />;
}
