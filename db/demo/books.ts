import type { FilingStatus, LotMethod } from "@/lib/tax/settings";

/** One sign-in of the demo. The password is public: the demo is loaded only into the embedded database. */
export interface DemoUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly role: "investor" | "professional";
}

/** One taxpayer's books: files to import in order, then orders, profiles and transfers through the same services people use. */
export interface DemoClient {
  readonly key: "nora" | "jane" | "brian" | "mei-ling";
  readonly name: string;
  readonly timeZone: string;
  readonly pool: "account" | "universal-until-2024";
  readonly accounts: readonly {
    readonly name: string;
    readonly kind: "exchange" | "wallet";
    readonly source: "coinbase" | "kraken" | "universal";
  }[];
  /** Under db/demo/files; `account` is the name for files that name none. */
  readonly files: readonly { readonly file: string; readonly account: string | null }[];
  /** Confirm the clear pairs that `matchTransfers` proposes. */
  readonly confirmTransfers: boolean;
  readonly standingOrders: readonly {
    readonly account: string | null;
    readonly method: LotMethod;
    readonly effectiveFrom: string;
    readonly madeAt: string;
  }[];
  readonly profiles: readonly DemoProfile[];
  /** What the books are made to show, in a sentence. */
  readonly story: string;
}

/** A year's figures besides crypto, dollars as decimal text; what is not listed is zero, carryovers come from the books. */
export interface DemoProfile {
  readonly year: number;
  readonly filingStatus: FilingStatus;
  readonly ordinaryIncome: string;
  readonly deduction: string;
  readonly qualifiedDividends: string;
  readonly otherInvestmentIncome: string;
}

/** The moment the demo stands at; quotes are of then. */
export const DEMO_TIME = "2026-11-20T21:00:00Z";

/** Price quotes of the demo: invented round figures. */
export const DEMO_QUOTES = [
  ["BTC", "88400"],
  ["ETH", "2710"],
  ["SOL", "128"],
  ["ADA", "0.41"],
  ["DOT", "2.35"],
  ["LINK", "13.2"],
  ["USDC", "1"],
].map(([asset = "", price = ""]) => ({ asset, price, at: DEMO_TIME, source: "Demo price file" }));

/** The professional's firm; its clients are the demo clients other than "nora". */
export const DEMO_FIRM = {
  name: "Alder & Pine Tax",
  preparer: "rowan@alderandpine.example",
} as const;

export const DEMO_USERS: readonly DemoUser[] = [
  {
    email: "nora@demo.example",
    name: "Nora Whitfield",
    password: "harvest-by-december",
    role: "investor",
  },
  {
    email: DEMO_FIRM.preparer,
    name: "Rowan Alder",
    password: "harvest-by-december",
    role: "professional",
  },
];

const DEDUCTIONS: ReadonlyMap<number, { readonly single: string; readonly mfj: string }> = new Map([
  [2021, { single: "12550", mfj: "25100" }],
  [2022, { single: "12950", mfj: "25900" }],
  [2023, { single: "13850", mfj: "27700" }],
  [2024, { single: "14600", mfj: "29200" }],
  [2025, { single: "15750", mfj: "31500" }],
  [2026, { single: "16100", mfj: "32200" }],
]);

/** Profiles of years in a row with the standard deduction (Rev. Proc. of each year; P.L. 119-21 for 2025). */
function profiles(
  filingStatus: "single" | "mfj",
  firstYear: number,
  incomes: readonly string[],
  dividends = "0",
): readonly DemoProfile[] {
  return incomes.map((ordinaryIncome, index) => ({
    year: firstYear + index,
    filingStatus,
    ordinaryIncome,
    deduction: DEDUCTIONS.get(firstYear + index)?.[filingStatus] ?? "0",
    qualifiedDividends: dividends,
    otherInvestmentIncome: dividends,
  }));
}

export const DEMO_CLIENTS: readonly DemoClient[] = [
  {
    key: "nora",
    name: "Nora Whitfield",
    timeZone: "America/New_York",
    pool: "account",
    accounts: [
      { name: "Coinbase", kind: "exchange", source: "coinbase" },
      { name: "Kraken", kind: "exchange", source: "kraken" },
    ],
    files: [
      { file: "nora-coinbase.csv", account: "Coinbase" },
      { file: "nora-kraken.csv", account: "Kraken" },
    ],
    confirmTransfers: true,
    standingOrders: [],
    profiles: profiles("single", 2023, ["84200", "88900", "93400", "97800"]),
    story:
      "Four years of monthly purchases, conversions, staking and transfers; one sale at Kraken lacks an acquisition of 0.6 ETH.",
  },
  {
    key: "jane",
    name: "Jane Okafor",
    timeZone: "America/New_York",
    pool: "account",
    accounts: [{ name: "Coinbase", kind: "exchange", source: "coinbase" }],
    files: [{ file: "jane-coinbase.csv", account: "Coinbase" }],
    confirmTransfers: true,
    standingOrders: [],
    profiles: profiles("single", 2021, [
      "104000",
      "108500",
      "112000",
      "115500",
      "119000",
      "122500",
    ]),
    story:
      "$10,000 gained in 2023 and taxed then; $10,000 gained in 2026 and $287,000 of unrealized losses: harvested in 2026 they offset 10,000, deduct 3,000 and carry 274,000.",
  },
  {
    key: "brian",
    name: "Brian Castellano",
    timeZone: "America/Chicago",
    pool: "account",
    accounts: [{ name: "Kraken", kind: "exchange", source: "kraken" }],
    files: [{ file: "brian-kraken.csv", account: "Kraken" }],
    confirmTransfers: true,
    standingOrders: [],
    profiles: profiles("single", 2021, [
      "585000",
      "596000",
      "604000",
      "618000",
      "629000",
      "640000",
    ]),
    story:
      "$600,000 of long-term gain in 2026, all of it taxed at 20 %, beside $600,000 of unrealized losses: harvesting saves $120,000 of income tax, and the 3.8 % net investment income tax on top.",
  },
  {
    key: "mei-ling",
    name: "Mei-Ling Tanaka (田中美玲)",
    timeZone: "America/New_York",
    pool: "account",
    accounts: [
      { name: "Bitstamp", kind: "exchange", source: "universal" },
      { name: "Ledger wallet", kind: "wallet", source: "universal" },
    ],
    files: [{ file: "mei-ling-universal.csv", account: null }],
    confirmTransfers: true,
    standingOrders: [
      {
        account: "Bitstamp",
        method: "hifo",
        effectiveFrom: "2024-01-02T05:00:00Z",
        madeAt: "2024-01-02T15:30:00Z",
      },
      {
        account: "Ledger wallet",
        method: "lifo",
        effectiveFrom: "2025-03-01T05:00:00Z",
        madeAt: "2025-03-01T14:00:00Z",
      },
    ],
    profiles: profiles("mfj", 2023, ["141000", "146500", "151000", "156000"], "1850"),
    story:
      "A universal CSV with gifts, an inheritance, a donation, staking and two wallets; highest cost first at Bitstamp, last in first out on the wallet, by dated standing orders.",
  },
];
