import { dollarsIn, legText, some, unsigned, unsignedLegIn } from "@/lib/importers/amounts";
import { isFiat } from "@/lib/importers/assets";
import { amountIn, assetIn, type Cells, knownTime, legOf, textIn } from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import {
  type ReadAt,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { type ReadTime, readUtcTime } from "@/lib/importers/time";
import { compareQuantity, subtractQuantity, sumQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";

interface UpholdRow extends TableRow {
  readonly kind: string;
  /** Where it came from and went to, as the file names it ("uphold", "bank", "litecoin"); "" where it does not. */
  readonly from: string;
  readonly origin: Leg | null;
  readonly destination: Leg | null;
  readonly fee: Leg | null;
  readonly value: Usd | null;
}

const V1 = (
  "date,id,type,value_in_,commission_in_,pair,rate,origin_currency,origin_amount,origin_commission,destination_currency," +
  "destination_amount,destination_commission"
).split(",");

/** Uphold's account file, and the older layout of its interface with a currency in two column names (formats.md 21). */
export const uphold = tableSource<UpholdRow>({
  id: "uphold",
  label: "Uphold",
  timeRule: "Each cell states its zone (GMT+0000); the older layout is UTC",
  account: "Uphold",
  kindColumn: "Type",
  kindColumnOf: (version) => (version === "account" ? "Type" : "type"),
  order: -1,
  headers: [
    {
      version: "account",
      header:
        "Date,Destination,Destination Amount,Destination Currency,Fee Amount,Fee Currency,Id,Origin,Origin Amount,Origin Currency,Status,Type".split(
          ",",
        ),
    },
  ],
  recognise: (header) =>
    header.length === V1.length &&
    header.every(
      (name, index) => name.replace(/^(value_in_|commission_in_)[A-Z]{3}$/, "$1") === V1[index],
    )
      ? "interface"
      : null,
  read,
  settle: (rows) => rows.map(eventOf),
});

function read(cells: Cells, at: ReadAt): UpholdRow | string {
  const row = at.version === "account" ? account(cells) : older(cells);
  if (typeof row === "string") {
    return row;
  }
  const told = [row.origin, row.destination, row.fee].map(legText);
  return { ...row, content: [row.time.at, row.kind, ...told].join("|") };
}

const SHAPES = ["W B D Y h:m:s Z", "W, D B Y h:m:s Z"];

function timeOf(cells: Cells, column: string): ReadTime {
  const text = textIn(cells, column);
  const time = readDateTime(text, SHAPES, "UTC") ?? readUtcTime(text);
  return knownTime(time, cells, column, "This is not a date and time Uphold writes.");
}

function account(cells: Cells): UpholdRow | string {
  const status = textIn(cells, "Status");
  if (status.toLowerCase() !== "completed") {
    return `Not imported: its status is ${status === "" ? "missing" : status}.`;
  }
  return {
    cells,
    time: timeOf(cells, "Date"),
    id: textIn(cells, "Id"),
    content: "",
    kind: textIn(cells, "Type").toLowerCase(),
    from: textIn(cells, "Origin").toLowerCase(),
    origin: legAt(cells, "Origin Amount", "Origin Currency"),
    destination: legAt(cells, "Destination Amount", "Destination Currency"),
    fee: legAt(cells, "Fee Amount", "Fee Currency"),
    value: null,
  };
}

const OLDER_KINDS = new Map([
  ["deposit", "in"],
  ["withdrawal", "out"],
]);

/** The fee is what did not arrive, where both sides are of one currency. */
function older(cells: Cells): UpholdRow {
  const kind = textIn(cells, "type").toLowerCase();
  const origin = legAt(cells, "origin_amount", "origin_currency");
  const destination = legAt(cells, "destination_amount", "destination_currency");
  return {
    cells,
    time: timeOf(cells, "date"),
    id: textIn(cells, "id"),
    content: "",
    kind: OLDER_KINDS.get(kind) ?? kind,
    from: "",
    origin,
    destination,
    fee: unsigned(difference(origin, destination)),
    value: dollarsIn(cells, "value_in_USD"),
  };
}

function legAt(cells: Cells, amount: string, asset: string): Leg | null {
  return amountIn(cells, amount) === null
    ? null
    : unsignedLegIn(cells, amount, assetIn(cells, asset));
}

function difference(origin: Leg | null, destination: Leg | null): Leg | null {
  return origin !== null && origin.asset === destination?.asset
    ? legOf(origin.asset, subtractQuantity(origin.quantity, destination.quantity))
    : null;
}

type Moves = Pick<
  TableEvent<UpholdRow>,
  "meaning" | "sent" | "received" | "fees" | "value" | "question"
>;

function eventOf(row: UpholdRow): TableEvent<UpholdRow> {
  const { cells, kind } = row;
  const way = [textIn(cells, "Origin"), textIn(cells, "Destination")]
    .filter((text) => text !== "")
    .join(" to ");
  return { ...movesOf(row), rows: [row], label: kind, note: way === "" ? kind : `${kind}: ${way}` };
}

function movesOf(row: UpholdRow): Moves {
  const { kind, origin, destination } = row;
  if (origin === null || destination === null) {
    return kept(row, "One side of the row is missing.");
  }
  const isSame = origin.asset === destination.asset;
  switch (kind) {
    case "in":
      return isSame ? deposit(row, destination) : exchange(row, origin, destination);
    case "out":
      return isSame ? withdrawal(row, origin, destination) : convertedOut(row, origin, destination);
    case "transfer":
      return isSame
        ? kept(row, "The same coin within Uphold: a move of your own, or to another member?")
        : exchange(row, origin, destination);
    default:
      return kept(row, `The kind "${kind}" is not known: say what it is.`);
  }
}

function kept({ origin, destination, fee, value }: UpholdRow, reason: string): Moves {
  const isSame = origin?.asset === destination?.asset;
  const [from, to] = [origin, destination].map((leg) => legText(leg) || "nothing");
  const told = `${reason} The row tells ${from} to ${to}.`;
  return {
    meaning: { is: "unknown", reason: told },
    sent: origin,
    received: isSame ? null : destination,
    fees: isSame ? [] : some(fee),
    value,
  };
}

/** Rewards of the Brave browser come as BAT from Uphold itself; so do gifts of other members, so it is asked. */
function deposit(row: UpholdRow, received: Leg): Moves {
  const isBrave = received.asset === "BAT" && row.from === "uphold";
  return {
    meaning: { is: "deposit" },
    received,
    value: row.value,
    question: isBrave
      ? "BAT from Uphold itself is usually a reward of the Brave browser, which is income: say whether it is."
      : null,
  };
}

const NOT_SAID =
  "The row does not say whether the fee is part of the amount: it is taken as beside it. Check it.";

function exchange(row: UpholdRow, sent: Leg, received: Leg): Moves {
  const { fee, value } = row;
  const isAsked = fee !== null && row.kind === "in";
  return {
    meaning: { is: "exchange" },
    sent,
    received,
    fees: some(fee),
    value,
    question: isAsked ? NOT_SAID : null,
  };
}

/** What arrived, and the fee beside it. */
function withdrawal(row: UpholdRow, origin: Leg, sent: Leg): Moves {
  const { fee, value } = row;
  const gross = fee?.asset === sent.asset ? sumQuantity([sent.quantity, fee.quantity]) : null;
  const isTold = [gross, sent.quantity].some(
    (each) => each !== null && compareQuantity(origin.quantity, each) === 0,
  );
  return {
    meaning: { is: "withdrawal" },
    sent,
    fees: some(fee),
    value,
    question: isTold
      ? null
      : `What left (${legText(origin)}) is neither what arrived nor that and the fee: check it.`,
  };
}

/** Changed and sent out in one step: the exchange counts; coins that left with it are asked about. */
function convertedOut(row: UpholdRow, sent: Leg, received: Leg): Moves {
  const told = exchange(row, sent, received);
  return isFiat(received.asset)
    ? told
    : {
        ...told,
        question: `The ${legText(received)} left Uphold in the same step: add that withdrawal.`,
      };
}
