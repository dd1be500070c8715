import type { ClientId } from "@/db/ids";
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
  private readonly books = new Map<string, { computed: ComputedBooks; weight: number }>();
  private weight = 0;

  has(key: BooksKey): boolean {
    return this.books.has(keyText(key));
  }

  /** The books of exactly this key, or null. */
  get(key: BooksKey): ComputedBooks | null {
    const text = keyText(key);
    const found = this.books.get(text);
    if (found === undefined || found.computed.clientId !== key.clientId) {
      return null;
    }
    this.books.delete(text);
    this.books.set(text, found);
    return found.computed;
  }

  /** Keeps books under their key; `weight` is their number of transactions. */
  set(key: BooksKey, computed: ComputedBooks, weight: number): void {
    this.drop(keyText(key));
    this.books.set(keyText(key), { computed, weight });
    this.weight += weight;
    for (const oldest of this.books.keys()) {
      if (this.books.size <= 1 || !this.isOver()) {
        return;
      }
      this.drop(oldest);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.books.clear();
    this.weight = 0;
  }

  private isOver(): boolean {
    return this.books.size > MOST_BOOKS || this.weight > MOST_TRANSACTIONS;
  }

  private drop(text: string): void {
    this.weight -= this.books.get(text)?.weight ?? 0;
    this.books.delete(text);
  }
}

/** A key as one text: equal only for equal keys. */
export const keyText = (key: BooksKey): string =>
  [key.clientId, key.ledgerVersion, key.settingsVersion, key.engine, key.day, key.isLookBack].join(
    "\n",
  );
