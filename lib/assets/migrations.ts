/** One coin that was replaced by another under a fixed ratio, sometimes without a row in anybody's file. */
export interface KnownMigration {
  readonly from: string;
  readonly to: string;
  /** Units of the new coin for one of the old: `given` for `taken`. */
  readonly given: bigint;
  readonly taken: bigint;
  /** First UTC day the new coin can have stood for the old one; null where it is not known. */
  readonly since: string | null;
  /**
   * "carries-over": the issuer replaced every unit, so nothing was exchanged for something else, and basis and dates go on. "asked":
   * the holder opted in, or the fact is not verified; a person says whether it was that or a taxable exchange.
   */
  readonly basis: "carries-over" | "asked";
}

const replaced = (
  from: string,
  to: string,
  since: string | null,
  ratio: readonly [given: bigint, taken: bigint] = [1n, 1n],
): KnownMigration => ({
  from,
  to,
  given: ratio[0],
  taken: ratio[1],
  since,
  basis: "carries-over",
});

const asked = (...told: Parameters<typeof replaced>): KnownMigration => ({
  ...replaced(...told),
  basis: "asked",
});

/** Section 4 of the notes on asset identifiers. */
const MIGRATIONS: readonly KnownMigration[] = [
  replaced("MATIC", "POL", "2024-09-04"),
  replaced("SAI", "DAI", "2019-11-18"),
  replaced("GNT", "GLM", "2020-11-01"),
  replaced("ETH2", "ETH", null),
  replaced("EFI", "ENJ", "2023-10-01", [1n, 4n]),
  replaced("FTM", "S", "2025-01-01"),
  // Opted into by the holder: another token with other rights, so a person says what it was.
  asked("REP", "REPV2", "2020-01-01"),
  asked("MKR", "SKY", "2024-09-01", [24_000n, 1n]),
  asked("DAI", "USDS", "2024-09-01"),
  // Not verified by a source.
  asked("KLAY", "KAIA", "2024-01-01"),
  asked("EOS", "A", "2025-01-01"),
  asked("GAL", "G", "2024-01-01", [60n, 1n]),
  asked("AGIX", "FET", "2024-07-01", [433_350n, 1_000_000n]),
  asked("OCEAN", "FET", "2024-07-01", [433_226n, 1_000_000n]),
];

/** What may have become this coin. */
export function migrationsTo(asset: string): readonly KnownMigration[] {
  return MIGRATIONS.filter(({ to }) => to === asset);
}
