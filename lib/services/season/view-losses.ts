import { lastChangeAt } from "@/db/queries/last-change";
import {
  type LossEvent,
  type LossEventFile,
  type LossEventKind,
  listLossEventFiles,
  listLossEvents,
} from "@/db/queries/loss-events";
import { listOwnAddresses } from "@/db/queries/own-addresses";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { timeLeft } from "@/lib/tax/harvest/checklist-dates";
import { type LossOutcome, lossOutcome } from "@/lib/tax/harvest/loss-outcome";
import { yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { accountNameOf, type Books } from "../gains/books";
import { loadBooks } from "../load-books";
import { missingEvidence } from "./loss-evidence";
import { decidingAnswers } from "./loss-form";
import { type LossInBooks, type LossSaving, lossInBooks, lossSaving } from "./loss-saving";
import { isOwn } from "./tell-loss";
import { placesHeld } from "./ticket-lots";

/** One told event. */
export interface LossView {
  readonly id: string;
  readonly kind: LossEventKind;
  readonly year: number;
  readonly accountId: string;
  readonly accountName: string;
  readonly asset: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly outcome: LossOutcome;
  readonly missing: readonly string[];
  readonly files: readonly LossEventFile[];
  /** The buyer's address: "yours" when the books know it as the client's, "unknown" when they do not; null: none told. */
  readonly buyer: "yours" | "unknown" | null;
  /** "sold" only: what is still held, sold at the price told. */
  readonly saving: LossSaving | null;
  /** What the books show as sold there in the year. */
  readonly inBooks: LossInBooks | null;
}

/** The page of NFTs, dead coins and scams. */
export interface LossesView {
  readonly clientName: string;
  readonly year: number;
  readonly daysLeft: number;
  readonly isOver: boolean;
  readonly timeZone: string;
  readonly mayWrite: boolean;
  /** When anything these stand on was told last. */
  readonly changedAt: Instant;
  readonly events: readonly LossView[];
  /** What the books hold, to choose from; what has no price or almost none first. */
  readonly places: readonly {
    readonly account: string;
    readonly accountName: string;
    readonly asset: string;
    readonly hasPrice: boolean;
  }[];
}

/** Everything told, the last first. */
export async function viewLosses(
  user: Asking,
  clientId: string,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<LossesView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const year = yearOf(books.today);
  const left = timeLeft(year, now, books.settings.timeZone);
  return withClient<LossesView, never>(user, clientId, "read", async (tx) => {
    const files = await listLossEventFiles(tx);
    const own = await listOwnAddresses(tx);
    return ok({
      clientName: books.clientName,
      year,
      daysLeft: left.days,
      isOver: left.isOver,
      timeZone: books.settings.timeZone,
      mayWrite: books.role !== "viewer",
      changedAt: await lastChangeAt(tx, year),
      events: (await listLossEvents(tx)).map((event) => lossView(books, event, files, own)),
      places: placesOf(books),
    });
  });
}

/** One event. */
export async function viewLoss(
  user: Asking,
  clientId: string,
  id: string,
  now?: Instant,
): Promise<Result<LossesView & { readonly event: LossView }, GateRefusal>> {
  const found = await viewLosses(user, clientId, now);
  if (!found.ok) {
    return found;
  }
  const event = found.value.events.find((each) => each.id === id);
  return event === undefined ? err({ code: "not-found" }) : ok({ ...found.value, event });
}

function placesOf(books: Books): LossesView["places"] {
  const priced = new Set(books.quotes.map(({ asset }) => asset));
  return placesHeld(books)
    .map(({ account, asset }) => ({
      account,
      accountName: accountNameOf(books, account),
      asset,
      hasPrice: priced.has(asset),
    }))
    .sort((a, b) => {
      const [first, second] = [a, b].map(
        (each) => `${each.hasPrice ? 1 : 0}${each.asset}\n${each.accountName}`,
      );
      return (first ?? "") < (second ?? "") ? -1 : 1;
    });
}

function lossView(
  books: Books,
  event: LossEvent,
  files: readonly LossEventFile[],
  own: readonly string[],
): LossView {
  const { answers, kind } = event;
  const buyer = answers["buyer"] ?? "";
  const isYours = isOwn(own, buyer);
  const deciding = decidingAnswers(answers);
  const mine = files.filter(({ eventId }) => eventId === event.id);
  return {
    id: event.id,
    kind,
    year: event.year,
    accountId: event.account,
    accountName: accountNameOf(books, event.account),
    asset: event.asset,
    answers,
    // An address that turned out to be one's own after it was told is no buyer either.
    outcome: lossOutcome(kind, isYours ? { ...deciding, relation: "own" } : deciding),
    missing: missingEvidence(event, mine.length),
    files: mine,
    buyer: buyer === "" ? null : isYours ? "yours" : "unknown",
    saving:
      kind === "sold"
        ? lossSaving(books, event, event.year, {
            price: answers["price"] ?? "",
            fee: answers["fee"] ?? "",
          })
        : null,
    inBooks: lossInBooks(books, event, event.year),
  };
}
