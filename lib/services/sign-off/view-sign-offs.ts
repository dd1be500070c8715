import { isUuid, reportId, type UserId } from "@/db/ids";
import { getReport, type Report } from "@/db/queries/reports";
import { listSignOffs, type SignOff } from "@/db/queries/sign-offs";
import { listNames } from "@/db/queries/users";
import { mayDo } from "@/db/roles";
import { withSystem } from "@/db/system";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { type DifferenceView, differenceView } from "../filing/difference-view";
import { compareFrozen, type FrozenYear, stillStands } from "../filing/filed-years";
import type { Books } from "../gains/books";
import { type BooksOptions, loadBooks } from "../load-books";
import { isSignedKind } from "./sign-report";

/** How a version stands with the second person. */
export interface SignOffView {
  readonly state: SignOff["state"];
  readonly by: UserId;
  /** UTC. */
  readonly at: string;
  readonly note: string | null;
  /** The books no longer give what was signed; false for one taken back. */
  readonly hasMoved: boolean;
}

/** The words on the reports of some books, and who may say one. */
export interface SignOffs {
  readonly of: ReadonlyMap<string, SignOffView>;
  /** Whoever asks may sign what others asked for. */
  readonly maySign: boolean;
}

/** What a second person said of each report. Looks at no cause of what has moved. */
export async function signOffsOf(
  tx: ClientTx,
  books: Books,
  reports: readonly Report[],
): Promise<SignOffs> {
  const words = await listSignOffs(tx);
  const of = new Map<string, SignOffView>();
  for (const report of reports) {
    const word = words.get(report.id);
    if (word !== undefined) {
      const { state, signedBy, signedAt, note } = word;
      const hasMoved =
        state === "signed" && !(await stillStands(tx, books, frozenOf(report, word)));
      of.set(report.id, { state, by: signedBy, at: signedAt, note, hasMoved });
    }
  }
  return { of, maySign: mayDo(tx.standing, "sign-off") };
}

/** A sign-off read as any frozen year: nobody edits its figures. */
const frozenOf = ({ year }: Pick<Report, "year">, word: SignOff): FrozenYear => ({
  id: `sign-off ${word.order}`,
  year,
  inputSha256: word.inputSha256,
  figuresSha256: word.figuresSha256,
  edits: [],
});

/** A signed version and how the books differ from it now. */
export interface SignedVersion {
  readonly year: number;
  readonly by: string;
  readonly at: string;
  readonly note: string | null;
  readonly asOf: CalendarDate | null;
  readonly engine: string | null;
  readonly inputSha256: string;
  readonly figuresSha256: string;
  readonly difference: DifferenceView;
}

/** One signed version with what has moved since, by cause. */
export async function viewSignedVersion(
  user: Asking,
  clientId: string,
  report: string,
  options: BooksOptions & { readonly page?: number } = {},
): Promise<Result<SignedVersion, GateRefusal>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  const found = await withClient<Omit<SignedVersion, "by"> & { by: UserId }, GateRefusal>(
    user,
    clientId,
    "read",
    async (tx) => {
      const made = isUuid(report) ? await getReport(tx, reportId(report)) : null;
      const word = made === null ? undefined : (await listSignOffs(tx)).get(made.id);
      if (made === null || word?.state !== "signed" || !isSignedKind(made.kind)) {
        return err({ code: "not-found" });
      }
      const { difference } = await compareFrozen(tx, books.value, frozenOf(made, word));
      return ok({
        year: made.year,
        by: word.signedBy,
        at: word.signedAt,
        note: word.note,
        asOf: word.asOf,
        engine: word.engineVersion,
        inputSha256: word.inputSha256 ?? "",
        figuresSha256: word.figuresSha256 ?? "",
        difference: differenceView(books.value, difference, options.page ?? 1),
      });
    },
    { deadlineMs: 60_000 },
  );
  if (!found.ok) {
    return found;
  }
  const { by } = found.value;
  const names = await withSystem((tx) => listNames(tx, [by]));
  return ok({ ...found.value, by: names.get(by) ?? "Someone who left" });
}
