import type { FirmRole } from "@/db/roles";

/** What is in force, as it was read from the running configuration and the firm's own records. */
export interface WispFacts {
  readonly members: Readonly<Record<FirmRole, number>>;
  /** Second steps of the firm's people. */
  readonly secondSteps: {
    readonly apps: number;
    readonly passkeys: number;
    readonly without: number;
  };
  readonly assignedOnly: boolean;
  readonly clients: number;
  /** Changes of the firm and its people that are on record, at least; `isMore`: there are older ones. */
  readonly firmEvents: { readonly count: number; readonly isMore: boolean };
  readonly passwordMin: number;
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
  readonly stepUpSeconds: number;
  readonly invitationDays: number;
  readonly isHttps: boolean;
  readonly origin: string;
  /** Keys that open what is sealed; the first one seals. */
  readonly keys: number;
  readonly database: {
    readonly host: string;
    readonly isLocal: boolean;
    readonly isEncrypted: boolean;
  };
  /** The mail server's host; null: mails are kept in a file on the server. */
  readonly mailHost: string | null;
  /** Hosts asked for prices. */
  readonly priceHosts: readonly string[];
}

/** One control: what it is, the figure or setting in force, and what it means. `isWeak`: the firm should look at it. */
export interface Control {
  readonly key: string;
  readonly name: string;
  readonly inForce: string;
  readonly means: string;
  readonly isWeak: boolean;
}

/** Controls of one element of the Safeguards Rule. */
export interface ControlGroup {
  readonly key: string;
  readonly heading: string;
  /** "16 CFR 314.4(c)(5)". */
  readonly rule: string;
  readonly controls: readonly Control[];
}
