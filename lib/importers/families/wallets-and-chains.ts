import type { Source } from "@/lib/importers/source";
import { bitcoinCore } from "@/lib/importers/sources/bitcoin-core";
import { electrum } from "@/lib/importers/sources/electrum";
import { etherscan } from "@/lib/importers/sources/etherscan";
import { exodus, exodusSigned, exodusStaking } from "@/lib/importers/sources/exodus";
import { ledgerLive } from "@/lib/importers/sources/ledger-live";
import { solscan } from "@/lib/importers/sources/solscan";
import { sparrow } from "@/lib/importers/sources/sparrow";
import { trezorSuiteOld, trezorWallet } from "@/lib/importers/sources/trezor-old";
import { trezorSuite } from "@/lib/importers/sources/trezor-suite";

/** Wallets and block explorers: what moved, without prices. */
export const walletsAndChains: readonly Source[] = [
  ledgerLive,
  trezorSuite,
  trezorSuiteOld,
  trezorWallet,
  exodus,
  exodusSigned,
  exodusStaking,
  electrum,
  sparrow,
  bitcoinCore,
  etherscan,
  solscan,
];
