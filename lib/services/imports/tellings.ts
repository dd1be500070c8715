import type { BatchId } from "@/db/ids";
import type { Account } from "@/db/queries/accounts";
import type { BookedRow, ReportOrigin } from "@/db/queries/twin-candidates";
import { exchangeNamed, exchangeOf, isSecondHand } from "@/lib/importers/exchange-of";
import type { ParsedTransaction } from "@/lib/importers/source";
import { toScaled } from "@/lib/money/exact";
import { QUANTITY_SCALE, type Quantity, quantityText } from "@/lib/money/quantity";
import { USD_SCALE, type Usd, usdText } from "@/lib/money/usd";
import type { Leg, TransactionId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { epochOf, instant } from "@/lib/time/instant";
import type { Amount, Place, Report, Telling } from "@/lib/twins/telling";

/** A row of the books as it is compared, and where people find it. */
export interface Booked {
  readonly id: TransactionId;
  readonly telling: Telling;
  /** "fills.csv, line 14", "an entry by hand". */
  readonly source: string;
  /** Its import; null for an entry by hand. */
  readonly batch: BatchId | null;
  readonly fileName: string | null;
  readonly lines: readonly number[];
}

const DAY = 86_400_000;

/** Tells what stands in the books. */
export function bookedTeller(
  accounts: readonly Account[],
  origins: readonly ReportOrigin[],
): (row: BookedRow) => Booked {
  const places = new Map(accounts.map((account) => [account.id as string, placeOf(account)]));
  const reports = new Map(origins.map((origin) => [origin.id as string, reportOf(origin)]));
  const at = (account: string): Place => places.get(account) ?? { account, exchange: null };
  return (row) => {
    const [sent, received] = legsOf(row);
    const telling: Telling = {
      id: row.id,
      report: reports.get(row.batch ?? "") ?? BY_HAND,
      kind: row.kind,
      place: at(row.account),
      to: row.toAccount === null ? null : at(row.toAccount),
      time: row.time,
      day: row.day,
      sent,
      received,
      fees: row.fees.map((fee) => ({ asset: fee.asset, units: units(fee.quantity) })),
      value: row.value === null ? null : dollars(row.value),
      feeUsd: dollars(row.feeUsd),
      hash: row.hash,
      address: row.address,
    };
    const { id, batch, fileName, lines } = row;
    return { id, telling, source: sourceText(row), batch, fileName, lines: lines ?? [] };
  };
}

const BY_HAND: Report = { layout: null, isSecondHand: true };

const reportOf = ({ source, version }: Pick<ReportOrigin, "source" | "version">): Report => ({
  layout: `${source} ${version}`,
  isSecondHand: isSecondHand(source),
});

/** Where an account is, as twins are told apart by it. */
export function placeOf({ name, source }: Account): Place {
  const own = source === null ? null : exchangeOf(source);
  return { account: name, exchange: own ?? exchangeNamed(name) };
}

/** Money is one signed leg. */
function legsOf(row: BookedRow): readonly [Amount | null, Amount | null] {
  const sent = amountOf(row.sentAsset, row.sentQuantity);
  const received = amountOf(row.receivedAsset, row.receivedQuantity);
  return row.kind === "cash" ? signed(received) : [sent, received];
}

function signed(amount: Amount | null): readonly [Amount | null, Amount | null] {
  return amount !== null && amount.units < 0n
    ? [{ asset: amount.asset, units: -amount.units }, null]
    : [null, amount];
}

const amountOf = (asset: string | null, quantity: string | null): Amount | null =>
  asset === null || quantity === null ? null : { asset, units: units(quantity) };

function sourceText({ fileName, lines }: BookedRow): string {
  const [first] = lines ?? [];
  if (fileName === null) {
    return "an entry by hand";
  }
  return first === undefined ? fileName : `${fileName}, line ${first}`;
}

/** Tells the rows of a file that is read now. An account that is not there yet will be one of this file's. */
export function parsedTeller(
  report: ReportOrigin,
  accounts: readonly Account[],
): (parsed: ParsedTransaction, id: string) => Telling {
  const places = new Map(accounts.map((account) => [account.name, placeOf(account)]));
  const told = reportOf(report);
  const at = (account: string): Place => {
    const known = places.get(account);
    const place = known ?? {
      account,
      exchange: exchangeOf(report.source) ?? exchangeNamed(account),
    };
    places.set(account, place);
    return place;
  };
  return (parsed, id) => {
    const { accountName, toAccountName, fees } = parsed;
    const [sent, received] = parsedLegs(parsed);
    return {
      id,
      report: told,
      kind: parsed.kind,
      place: at(accountName),
      to: toAccountName === null ? null : at(toAccountName),
      time: epochOf(parsed.at),
      day: parsed.date === null ? null : dayOf(parsed.date),
      sent,
      received,
      fees: fees.map(({ asset, quantity }) => ({ asset, units: unitsOf(quantity) })),
      value: "value" in parsed ? dollarsOf(parsed.value) : null,
      feeUsd: dollarsOf(parsed.feeUsd) ?? 0n,
      ...traceOf(parsed),
    };
  };
}

function parsedLegs(parsed: ParsedTransaction): readonly [Amount | null, Amount | null] {
  if (parsed.kind === "cash") {
    return signed({ asset: parsed.currency, units: unitsOf(parsed.amount) });
  }
  return [
    legOf("sent" in parsed ? parsed.sent : null),
    legOf("received" in parsed ? parsed.received : null),
  ];
}

function traceOf(parsed: ParsedTransaction): Pick<Telling, "hash" | "address"> {
  const chain = "chain" in parsed ? parsed.chain : undefined;
  return {
    hash: chain?.hash?.toLowerCase() ?? null,
    address: chain?.address?.toLowerCase() ?? null,
  };
}

const dayOf = (date: CalendarDate): number =>
  Math.floor(epochOf(instant(`${date}T00:00:00Z`)) / DAY);

const legOf = (leg: Leg | null): Amount | null =>
  leg === null ? null : { asset: leg.asset, units: unitsOf(leg.quantity) };

const units = (text: string): bigint => toScaled(text, QUANTITY_SCALE) ?? 0n;
const unitsOf = (quantity: Quantity): bigint => units(quantityText(quantity));
const dollars = (text: string): bigint => toScaled(text, USD_SCALE) ?? 0n;
const dollarsOf = (value: Usd | null): bigint | null =>
  value === null ? null : dollars(usdText(value));
