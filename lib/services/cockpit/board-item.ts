import type { Instant } from "@/lib/time/instant";
import type { Stage } from "./stage";

/** One client's year on the board. Dollars as plain decimals; null: not known, or nothing there is of it. */
export interface BoardItem {
  readonly id: string;
  readonly name: string;
  /** What counts: what somebody said, or else what the data say. */
  readonly stage: Stage;
  /** What the data say, where somebody said otherwise. */
  readonly said: {
    readonly computed: Stage;
    readonly reason: string;
    readonly at: Instant;
  } | null;
  /** "current"; "recomputing": figures of `madeAt`, newer ones are being worked out; "missing": none yet. */
  readonly state: "current" | "recomputing" | "missing";
  readonly madeAt: Instant | null;
  readonly openItems: number;
  readonly blockingItems: number;
  readonly unknownItems: number;
  /** Width of the range the year's tax lies in. */
  readonly taxAtStake: string | null;
  readonly gainAtStake: string | null;
  readonly harvestState: string;
  readonly harvest: string | null;
  readonly turningLong: number;
  readonly nextLongOn: string | null;
  readonly unexplained: string | null;
  readonly preparers: readonly { readonly id: string; readonly name: string }[];
  readonly due: string;
  /** Nobody said it: the day the return is due by law. */
  readonly isDueByLaw: boolean;
  readonly lastActivityAt: Instant | null;
}
