/** One trade of whole units at whole cents a unit. Sales give what is left to sell of the account at most. */
export interface Trade {
  readonly id: string;
  readonly kind: "buy" | "sell";
  readonly account: string;
  readonly day: number;
  readonly units: number;
  readonly price: number;
}

interface Share {
  readonly lot: string;
  readonly account: string;
  readonly bought: number;
  /** Rank in the account's queue: by purchase, matched shares of a purchase first, in order of matching. */
  readonly rank: number;
  matched: number | null;
  heldFrom: number;
  cost: number;
  used: boolean;
  sold: boolean;
}

interface Loss {
  readonly trade: string;
  readonly lot: string;
  readonly day: number;
  readonly held: number;
  readonly amount: number;
}

/** What the reference says: per sale and lot the disallowed cents and the gain, and each account's shares left. */
export interface Verdict {
  readonly disallowed: ReadonlyMap<string, number>;
  readonly gain: ReadonlyMap<string, number>;
  readonly open: ReadonlyMap<string, number>;
  readonly lostToIra: number;
}

/**
 * IRC 1091 one share at a time, FIFO in each account: no lots, no splitting, nothing shared with the engine. Slow and plain:
 * Reg. 1.1091-1(b)-(e) read as they stand. `owners`: whose account it is.
 */
export function reference(
  trades: readonly Trade[],
  owners: Readonly<Record<string, "client" | "spouse" | "ira">>,
): Verdict {
  const shares: Share[] = [];
  let waiting: Loss[] = [];
  const disallowed = new Map<string, number>();
  const gain = new Map<string, number>();
  let matches = 0;
  let lostToIra = 0;
  const add = (to: Map<string, number>, key: string, amount: number) =>
    to.set(key, (to.get(key) ?? 0) + amount);

  /** Gives a share's loss to the first unused share of another purchase in the window; false when there is none. */
  const give = (loss: Loss, to: readonly Share[]): boolean => {
    const taker = to.find(
      (share) =>
        !share.used &&
        !share.sold &&
        share.lot !== loss.lot &&
        share.bought >= loss.day - 30 &&
        share.bought <= loss.day + 30,
    );
    if (taker === undefined) {
      return false;
    }
    taker.used = true;
    add(disallowed, `${loss.trade} ${loss.day}`, loss.amount);
    add(gain, loss.trade, loss.amount);
    if (owners[taker.account] === "ira") {
      lostToIra += loss.amount;
    } else {
      matches += 1;
      taker.matched = matches;
      taker.cost += loss.amount;
      taker.heldFrom = taker.bought - loss.held;
    }
    return true;
  };

  trades.forEach((trade, rank) => {
    if (trade.kind === "buy") {
      const bought = Array.from(
        { length: trade.units },
        (): Share => ({
          lot: trade.id,
          account: trade.account,
          bought: trade.day,
          rank,
          matched: null,
          heldFrom: trade.day,
          cost: trade.price,
          used: false,
          sold: false,
        }),
      );
      shares.push(...bought);
      waiting = waiting.filter((loss) => !give(loss, bought));
      return;
    }
    const queue = shares
      .filter((share) => share.account === trade.account && !share.sold)
      .sort(fifo)
      .slice(0, trade.units);
    while (queue.length > 0) {
      // One after the other; what a loss is given to may change the order of what is left.
      queue.sort(fifo);
      const share = queue.shift();
      if (share === undefined) {
        break;
      }
      share.sold = true;
      add(gain, trade.id, trade.price - share.cost);
      const loss: Loss = {
        trade: trade.id,
        lot: share.lot,
        day: trade.day,
        held: trade.day - share.heldFrom,
        amount: share.cost - trade.price,
      };
      if (
        loss.amount > 0 &&
        owners[trade.account] !== "ira" &&
        !give(loss, firstSold(shares, queue))
      ) {
        waiting.push(loss);
      }
    }
  });
  const open = new Map<string, number>();
  for (const share of shares.filter(({ sold }) => !sold)) {
    add(open, `${share.account} ${share.lot} ${share.heldFrom}`, share.cost);
  }
  return { disallowed, gain, open, lostToIra };
}

function fifo(a: Share, b: Share): number {
  return a.rank - b.rank || (a.matched ?? Infinity) - (b.matched ?? Infinity) || 0;
}

/** All shares in order of acquisition; of one purchase those first that are being sold. */
function firstSold(shares: readonly Share[], queue: readonly Share[]): readonly Share[] {
  const selling = new Set(queue);
  return [...shares].sort(
    (a, b) => a.rank - b.rank || Number(selling.has(b)) - Number(selling.has(a)),
  );
}
