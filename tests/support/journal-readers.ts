/** Dollars at eighteen decimals and units at twenty-four, as integers: nothing is rounded here. */
const DOLLARS = 18;
const UNITS = 24;

/** What a journal says, read by the rules of its language and added up without the product's own code. */
export interface ReadJournal {
  /** Units by account and commodity. */
  readonly units: ReadonlyMap<string, bigint>;
  /** Dollars of units at their cost, by account and commodity. */
  readonly cost: ReadonlyMap<string, bigint>;
  /** Dollars by account without units. */
  readonly dollars: ReadonlyMap<string, bigint>;
  readonly entries: number;
}

function scaled(text: string, decimals: number): bigint {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const fraction = found?.[3] ?? "";
  if (found === null || fraction.length > decimals) {
    throw new Error(`not a plain decimal: ${text}`);
  }
  const value = BigInt(`${found[2]}${fraction.padEnd(decimals, "0")}`);
  return found[1] === "-" ? -value : value;
}

class Sums {
  readonly units = new Map<string, bigint>();
  readonly cost = new Map<string, bigint>();
  readonly dollars = new Map<string, bigint>();
  entries = 0;
  #open = new Map<string, bigint>();

  begin(): void {
    this.end();
    this.entries += 1;
  }

  /** Every entry balances exactly: its dollars, and units that have none against each other. */
  end(): void {
    for (const [commodity, sum] of this.#open) {
      if (sum !== 0n) {
        throw new Error(`entry ${this.entries} does not balance in ${commodity}: ${sum}`);
      }
    }
    this.#open = new Map();
  }

  post(account: string, amount: string, commodity: string, cost: string | undefined): void {
    const key = `${account} ${commodity}`;
    if (commodity === "USD") {
      const value = scaled(amount, DOLLARS);
      add(this.dollars, account, value);
      add(this.#open, "USD", value);
      return;
    }
    const units = scaled(amount, UNITS);
    add(this.units, key, units);
    if (cost === undefined) {
      add(this.#open, commodity, units);
      return;
    }
    const size = scaled(cost, DOLLARS);
    const value = units < 0n ? -size : size;
    add(this.cost, key, value);
    add(this.#open, "USD", value);
  }
}

const add = (sums: Map<string, bigint>, key: string, value: bigint): void => {
  sums.set(key, (sums.get(key) ?? 0n) + value);
};

const HLEDGER_HEAD = /^\d{4}-\d\d-\d\d \([^\s();]+\) [a-z-]+$/;
const HLEDGER_POST =
  /^ {4}((?:[^\s;:]|[^\s;:] (?! ))+(?::(?:[^\s;:]|[^\s;:] (?! ))+)*) {2}(-?\d+(?:\.\d+)?) (?:"([^";]+)"|(USD))(?: @@ (\d+(?:\.\d+)?) USD)?$/;

/** The subset of hledger's journal format the product writes; any other line is an error. */
export function readHledger(text: string): ReadJournal {
  const sums = new Sums();
  for (const line of text.split("\n")) {
    if (HLEDGER_HEAD.test(line)) {
      sums.begin();
    } else if (line.startsWith("    ")) {
      const [, account = "", amount = "", quoted, plain, cost] = HLEDGER_POST.exec(line) ?? [];
      if (account === "") throw new Error(`not a posting: ${line}`);
      sums.post(account, amount, quoted ?? plain ?? "", cost);
    } else if (line !== "" && !line.startsWith(";") && !line.startsWith("commodity ")) {
      throw new Error(`not understood: ${line}`);
    }
  }
  sums.end();
  return sums;
}

const ACCOUNT = "(?:Assets|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)+";
const CURRENCY = "[A-Z][A-Z0-9'._-]{0,22}[A-Z0-9]";
const BEANCOUNT_HEAD = /^\d{4}-\d\d-\d\d \* "[^"]*" "[^"]*"$/;
const BEANCOUNT_POST = new RegExp(
  `^  (${ACCOUNT})  (-?\\d+(?:\\.\\d+)?) (${CURRENCY})(?: @@ (\\d+(?:\\.\\d+)?) USD)?$`,
);
const BEANCOUNT_OPEN = new RegExp(`^\\d{4}-\\d\\d-\\d\\d open (${ACCOUNT})$`);
const BEANCOUNT_BALANCE = new RegExp(
  `^\\d{4}-\\d\\d-\\d\\d balance (${ACCOUNT})  (-?\\d+(?:\\.\\d+)?) (${CURRENCY})$`,
);

/** The subset of beancount the product writes; accounts must be opened once, and balance assertions must hold. */
export function readBeancount(text: string): ReadJournal {
  const sums = new Sums();
  const opened = new Set<string>();
  for (const line of text.split("\n")) {
    const open = BEANCOUNT_OPEN.exec(line);
    const balance = BEANCOUNT_BALANCE.exec(line);
    if (open !== null) {
      if (opened.has(open[1] ?? "")) throw new Error(`opened twice: ${line}`);
      opened.add(open[1] ?? "");
    } else if (balance !== null) {
      const [, account = "", amount = "", currency = ""] = balance;
      if ((sums.units.get(`${account} ${currency}`) ?? 0n) !== scaled(amount, UNITS)) {
        throw new Error(`assertion fails: ${line}`);
      }
    } else if (BEANCOUNT_HEAD.test(line)) {
      sums.begin();
    } else if (line.startsWith("  ")) {
      const [, account = "", amount = "", currency = "", cost] = BEANCOUNT_POST.exec(line) ?? [];
      if (!opened.has(account)) throw new Error(`not a posting to an open account: ${line}`);
      sums.post(account, amount, currency, cost);
    } else if (line !== "" && !line.startsWith(";") && !line.startsWith("option ")) {
      throw new Error(`not understood: ${line}`);
    }
  }
  sums.end();
  return sums;
}
