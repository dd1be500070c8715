import type { PriceIds } from "@/lib/assets/registry";
import type { Result } from "@/lib/result";
import { instantFromEpoch } from "@/lib/time/instant";
import type { Ask, ProviderOptions } from "./ask";
import { MACHINE_CLOCK } from "./clock";
import type { JsonAnswer } from "./http";
import { listedOn } from "./listed";
import { askInParts, type KeyedPrice, type QuoteProvider, type QuoteRefusal } from "./quote";

/** How one provider tells present prices of many coins at once. */
export interface KeyedQuotes {
  readonly id: string;
  readonly label: string;
  /** The name under which the provider lists a coin; null when it does not. */
  readonly keyOf: (listed: PriceIds) => string | null;
  /** Coins in one question at most. */
  readonly most: number;
  readonly addressOf: (keys: readonly string[]) => URL;
  readonly read: (answer: JsonAnswer) => Result<ReadonlyMap<string, KeyedPrice>, QuoteRefusal>;
}

/** Present prices of known coins, as many in one question as the provider takes; coins it does not tell are unknown. */
export function keyedQuotes(
  { id, label, keyOf, most, addressOf, read }: KeyedQuotes,
  ask: Ask,
  { clock = MACHINE_CLOCK }: Pick<ProviderOptions, "clock">,
): QuoteProvider {
  return {
    id,
    label,
    fetchLatest: (assets) => {
      const today = instantFromEpoch(clock.now()).slice(0, 10);
      const keyFor = (asset: string) => {
        const listed = listedOn(asset, today);
        return listed === null ? null : keyOf(listed);
      };
      const askFor = async (keys: readonly string[]) => {
        const answer = await ask(addressOf(keys));
        return answer.ok ? read(answer.value) : answer;
      };
      return askInParts(assets, keyFor, most, askFor, label);
    },
  };
}
