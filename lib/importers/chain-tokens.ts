import { type AssetId, assetId } from "@/lib/tax/transaction";

/**
 * Tokens known by their contracts, in lower case: symbols are whatever an attacker writes, contracts are not (asset-identifiers: on
 * chain only the contract identifies). Checked against the published token list of Uniswap (22.21.0), chain by chain. Bridged forms
 * keep a name of their own.
 */
const EVM = new Map<string, string>([
  // Ethereum
  ["0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", "USDC"],
  ["0xdac17f958d2ee523a2206206994597c13d831ec7", "USDT"],
  ["0x6b175474e89094c44da98b954eedeac495271d0f", "DAI"],
  ["0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", "WETH"],
  ["0x2260fac5e5542a773aa44fbcfedf7c193bc2c599", "WBTC"],
  ["0x514910771af9ca656af840dff83e8264ecf986ca", "LINK"],
  ["0x1f9840a85d5af5bf1d1762f925bdaddc4201f984", "UNI"],
  ["0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9", "AAVE"],
  ["0x9f8f72aa9304c8b593d555f12ef6589cc3a579a2", "MKR"],
  ["0x95ad61b0a150d79219dcf64e1e6cc01f0b64c4ce", "SHIB"],
  ["0x7d1afa7b718fb893db30a3abc0cfc608aacfebb0", "MATIC"],
  ["0x6982508145454ce325ddbe47a25d4ec3d2311933", "PEPE"],
  ["0x5a98fcbea516cf06857215779fd812ca3bef1b32", "LDO"],
  ["0xd533a949740bb3306d119cc777fa900ba034cd52", "CRV"],
  ["0x0d8775f648430679a709e98d2b0cb6250d2887ef", "BAT"],
  ["0xc00e94cb662c3520282e6f5717214004a7f26888", "COMP"],
  ["0xc18360217d8f7ab5e7c516566761ea12ce7f9d72", "ENS"],
  ["0x4fabb145d64652a948d72533023f6e7a623c7c53", "BUSD"],
  ["0x8e870d67f660d95d5be530380d0ec0bd388289e1", "USDP"],
  ["0xc944e90c64b2c07662a292be6244bdf05cda44a7", "GRT"],
  // Polygon
  ["0x3c499c542cef5e3811e1192ce70d8cc03d5c3359", "USDC"],
  ["0x2791bca1f2de4661ed88a30c99a7a9449aa84174", "USDC.E"],
  ["0xc2132d05d31c914a87c6611c10748aeb04b58e8f", "USDT"],
  ["0x7ceb23fd6bc0add59e62ac25578270cff1b9f619", "WETH"],
  // BNB Smart Chain
  ["0x55d398326f99059ff775485246999027b3197955", "USDT"],
  ["0x8ac76a51cc950d9822d68b83fe1ad97b32cd580d", "USDC"],
  ["0xe9e7cea3dedca5984780bafc599bd69add087d56", "BUSD"],
  ["0xbb4cdb9cbd36b01bd1cbaebf2de08d9173bc095c", "WBNB"],
  // Arbitrum
  ["0xaf88d065e77c8cc2239327c5edb3a432268e5831", "USDC"],
  ["0xff970a61a04b1ca14834a43f5de4533ebddb5cc8", "USDC.E"],
  ["0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9", "USDT"],
  ["0x82af49447d8a07e3bd95bd0d56f35241523fbab1", "WETH"],
  // Optimism and Base
  ["0x0b2c639c533813f4aa9d7837caf62653d097ff85", "USDC"],
  ["0x7f5c764cbc14f9669b88837ca1490cca17c31607", "USDC.E"],
  ["0x94b008aa00579c1307b0ef2c499ad98a8ce58e58", "USDT"],
  ["0x833589fcd6edb6e08f4c7c32d4f71b54bda02913", "USDC"],
  ["0x4200000000000000000000000000000000000006", "WETH"],
]);

/** Tokens of Solana by mint, checked against its published token registry (0.2.4574); letters count there. */
const SOLANA = new Map<string, string>([
  // Explorers write the coin itself with the last digit 1, its wrapped form with 2.
  ["So11111111111111111111111111111111111111111", "SOL"],
  ["So11111111111111111111111111111111111111112", "SOL"],
  ["EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", "USDC"],
  ["Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB", "USDT"],
  ["mSoLzYCxHdYgdzU16g5QSh3i5K3z3KZK7ytfqcJm7So", "MSOL"],
  ["4k3Dyjzvzp8eMZWUXbBCjEvwSkkk59S5iCNLY3QrkX6R", "RAY"],
]);

/** A token, and whether its contract is one of those that are known. */
export interface Token {
  readonly asset: AssetId;
  readonly isKnown: boolean;
}

/**
 * A token by its contract (lower case). One that is not known is named by symbol and contract ("USDC:4444…"), so that it never mixes
 * with another of that symbol.
 */
export function evmToken(contract: string, symbol: string): Token {
  const known = EVM.get(contract);
  const isOther = contract === PREDEPLOYED && symbol.toUpperCase() !== known;
  return known === undefined || isOther
    ? { asset: assetId(`${shortName(symbol)}:${contractCode(contract)}`), isKnown: false }
    : { asset: assetId(known), isKnown: true };
}

/**
 * The one address of the table that other chains give to their own wrapper too (opBNB: wrapped BNB): a file of tokens names no chain, so
 * there the symbol must agree. Every other address comes from a deployer's own key and count, and is nobody else's on any chain.
 */
const PREDEPLOYED = "0x4200000000000000000000000000000000000006";

/** Contracts that wrap their chain's own coin one for one. */
const WRAPPERS = new Set(["WETH", "WBNB"]);

/** The wrapped form of a chain's own coin when the address is the contract that wraps that coin; else null. */
export function wrappedBy(address: string, coin: string): AssetId | null {
  const name = EVM.get(address);
  // Polygon's WETH is a bridged coin, not a wrapper of its own one.
  return name === `W${coin}` && WRAPPERS.has(name) && address !== BRIDGED_WETH
    ? assetId(name)
    : null;
}

const BRIDGED_WETH = "0x7ceb23fd6bc0add59e62ac25578270cff1b9f619";

/** True when a symbol is the name of a token that is known by another contract. */
export function isKnownName(symbol: string): boolean {
  const name = symbol.toUpperCase();
  return [...EVM.values()].includes(name) || name === "ETH" || name === "BNB";
}

/** One NFT by contract and number ("COOL:5555…/77"); a number too long for a name stands as a digest of itself. */
export function nftOf(contract: string, symbol: string, number: string): AssetId {
  const short = number.length <= 11 ? number : digestOf(number);
  return assetId(`${shortName(symbol)}:${contractCode(contract)}/${short}`);
}

/** A token of Solana by its mint. */
export function solanaToken(mint: string): Token {
  const known = SOLANA.get(mint);
  return known === undefined
    ? { asset: assetId(`SPL:${mint.toUpperCase()}`), isKnown: false }
    : { asset: assetId(known), isKnown: true };
}

const contractCode = (contract: string) => contract.replace(/^0x/, "").toUpperCase();

/** Letters and digits of a symbol, at most ten: asset names are 64 characters at most. */
function shortName(symbol: string): string {
  const plain = symbol
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .slice(0, 10);
  return plain === "" ? "TOKEN" : plain;
}

/** Eleven characters of base 36 that stand for a long whole number: its remainder by a prime of that size. */
function digestOf(number: string): string {
  const value = /^\d{1,80}$/.test(number) ? BigInt(number) : 0n;
  return (value % DIGEST_PRIME).toString(36).toUpperCase().padStart(11, "0");
}

/** The greatest prime below 2^56; 36^11 is a little more. */
const DIGEST_PRIME = 72_057_594_037_927_931n;
