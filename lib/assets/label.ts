/** How an asset's id is shown to people. */
export interface AssetLabel {
  /** The sign: "BTC", or what an unknown token calls itself. */
  readonly symbol: string;
  /** Number of an NFT in its collection; null for everything else. */
  readonly number: string | null;
  /** The contract that makes the token itself, where no table knows it: then the sign alone says nothing. */
  readonly contract: {
    /** "0x4444…9a0b". */
    readonly short: string;
    /** The whole address, to copy. */
    readonly full: string;
  } | null;
}

const EVM = /^([^:]+):([0-9A-F]{40})(?:\/(.+))?$/;
const SOLANA = /^SPL:([0-9A-Z]{32,44})$/;

/**
 * An id in parts. "USDC:4444…" is no USDC but a token of that contract which calls itself so, and must never be shown as the plain
 * sign. Any text is taken; what is no contract id is its own sign.
 */
export function assetLabel(id: string): AssetLabel {
  const evm = EVM.exec(id);
  if (evm !== null) {
    const [, symbol = "", code = "", number = null] = evm;
    return { symbol, number, contract: contractOf(`0x${code.toLowerCase()}`) };
  }
  const mint = SOLANA.exec(id)?.[1];
  return mint === undefined
    ? { symbol: id, number: null, contract: null }
    : { symbol: "Token", number: null, contract: contractOf(mint) };
}

const contractOf = (full: string) => ({
  full,
  short: `${full.slice(0, 6)}…${full.slice(-4)}`,
});

/** An id as one short text for sentences and narrow columns: "BTC", "USDC (0x4444…9a0b)", "COOL #77 (0x5555…1111)". */
export function assetText(id: string): string {
  const { symbol, number, contract } = assetLabel(id);
  const name = number === null ? symbol : `${symbol} #${number}`;
  return contract === null ? name : `${name} (${contract.short})`;
}

/** Texts of those ids that are not what people call the asset, by id. */
export function assetTexts(ids: Iterable<string>): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const id of ids) {
    const text = assetText(id);
    if (text !== id) {
      texts.set(id, text);
    }
  }
  return texts;
}
