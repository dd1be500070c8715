import type { ClientId } from "@/db/ids";
import { Latest } from "@/lib/latest";
import type { ComputedBooks } from "./books";

/** All a computation depends on. Two keys are one only when every part is equal. */
export interface BooksKey {
  readonly clientId: ClientId;
  readonly ledgerVersion: number;
  readonly settingsVersion: number;
  readonly engine: string;
  readonly day: string;
  /** A look back leaves out later facts; the same day as today keeps them, flagged. */
  readonly isLookBack: boolean;
}

/** Books kept at most, and their transactions together: about 1 GB at the outermost. */
const MOST_BOOKS = 24;
const MOST_TRANSACTIONS = 400_000;

/** The last computed books of this process, least recently used first to go. The client is part of every key. */
export class BooksCache {
  private readonly books = new Latest<ComputedBooks>({
    most: MOST_BOOKS,
    mostWeight: MOST_TRANSACTIONS,
  });

  has(key: BooksKey): boolean {
    return this.books.has(keyText(key));
  }

  /** The books of exactly this key, or null. */
  get(key: BooksKey): ComputedBooks | null {
    const found = this.books.get(keyText(key));
    return found === undefined || found.clientId !== key.clientId ? null : found;
  }

  /** Keeps books under their key; `weight` is their number of transactions. */
  set(key: BooksKey, computed: ComputedBooks, weight: number): void {
    this.books.set(keyText(key), computed, weight);
  }

  /** Forgets everything. */
  clear(): void {
    this.books.clear();
  }
}

/** A key as one text: equal only for equal keys. */
export const keyText = (key: BooksKey): string =>
  [key.clientId, key.ledgerVersion, key.settingsVersion, key.engine, key.day, key.isLookBack].join(
    "\n",
  );
