import type { ChainRef } from "@/lib/tax/transaction";

/** What a row tells of its movement on a chain: hash and address as written, "" where it tells none. Null when it tells neither. */
export function chainRef(hash: string, address = ""): ChainRef | null {
  return hash === "" && address === ""
    ? null
    : { hash: hash === "" ? null : hash, address: address === "" ? null : address };
}
