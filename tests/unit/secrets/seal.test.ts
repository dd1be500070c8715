import { createCipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newWrappedKey, parseKeyring, unwrap, wrap } from "@/lib/secrets/keyring";
import { isSealed, keyIdOf, keyOf, newKey, open, SealBroken, seal } from "@/lib/secrets/seal";
import { vaultOf } from "@/lib/secrets/vault";

const place = { tenant: "c1", table: "clients", column: "name", row: "c1" };

const textOf = (...keys: Buffer[]) => keys.map((key) => key.toString("base64url")).join(",");

describe("a sealed text", () => {
  it("opens where it was sealed, whatever it says", () => {
    const key = newKey();
    for (const text of [
      "",
      "Nora Vale",
      "O'Brien\u0000\n",
      "日本 🦊",
      "s1.00000000.AAAA",
      "x".repeat(100_000),
    ]) {
      const sealed = seal(key, place, text);
      expect(isSealed(sealed)).toBe(true);
      expect(keyIdOf(sealed)).toBe(key.id);
      expect(open(key, place, sealed)).toBe(text);
    }
  });

  it("is the standard's AES-256-GCM: test case 14 of the GCM specification (McGrew and Viega, appendix B)", () => {
    // K = 0^256, IV = 0^96, P = 0^128 without AAD: C = cea7403d4d606b6e074ec5d3baf39d18, T = d0d1c8a799996bf0265b98b5d48ab919.
    const cipher = createCipheriv("aes-256-gcm", Buffer.alloc(32), Buffer.alloc(12));
    const body = Buffer.concat([cipher.update(Buffer.alloc(16)), cipher.final()]);
    expect(body.toString("hex")).toBe("cea7403d4d606b6e074ec5d3baf39d18");
    expect(cipher.getAuthTag().toString("hex")).toBe("d0d1c8a799996bf0265b98b5d48ab919");
    // With the same key and nonce our ciphertext is the same stream over the text: 16 zero bytes are a text of 16 NULs.
    const sealed = seal(keyOf(Buffer.alloc(32)), place, "\0".repeat(16), Buffer.alloc(12));
    const bytes = Buffer.from(sealed.split(".")[2] ?? "", "base64url").toString("hex");
    expect(bytes.slice(0, 24)).toBe("00".repeat(12));
    expect(bytes.slice(24, 56)).toBe("cea7403d4d606b6e074ec5d3baf39d18");
    // The tag covers the place too, so it is another one than without.
    expect(bytes.slice(56)).toHaveLength(32);
    expect(bytes.slice(56)).not.toBe("d0d1c8a799996bf0265b98b5d48ab919");
  });

  it("differs each time", () => {
    const key = newKey();
    const made = new Set(Array.from({ length: 1000 }, () => seal(key, place, "same")));
    expect(made.size).toBe(1000);
  });

  it("does not open in another tenant, table, column or row", () => {
    const key = newKey();
    const sealed = seal(key, place, "Nora Vale");
    for (const part of ["tenant", "table", "column", "row"] as const) {
      expect(() => open(key, { ...place, [part]: "other" }, sealed)).toThrow(SealBroken);
    }
    // No way of writing a place reads like another.
    const shifted = { ...place, table: 'clients","name', column: "c1" };
    expect(() => open(key, shifted, sealed)).toThrow(SealBroken);
  });

  it("does not open with one bit changed, cut short, or under another key", () => {
    const key = newKey();
    const sealed = seal(key, place, "Nora Vale");
    const [, id = "", body = ""] = sealed.split(".");
    const bytes = Buffer.from(body, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => open(key, place, `s1.${id}.${changed.toString("base64url")}`)).toThrow(
        SealBroken,
      );
    }
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length).toString("base64url");
      expect(() => open(key, place, `s1.${id}.${cut}`)).toThrow(SealBroken);
    }
    const other = newKey();
    expect(() => open(other, place, sealed)).toThrow(key.id);
    expect(() => open(key, place, "Nora Vale")).toThrow("not sealed");
  });
});

describe("a tenant's key", () => {
  const old = newKey().bytes;
  const fresh = newKey().bytes;

  it("comes back from its wrapped form, for its tenant alone", () => {
    const ring = parseKeyring(textOf(old));
    const { key, wrapped } = newWrappedKey(ring, "c1");
    expect(unwrap(ring, "c1", wrapped)).toEqual(key);
    expect(() => unwrap(ring, "c2", wrapped)).toThrow(SealBroken);
  });

  it("moves from an old wrapping key to a new one, and texts stay as they are", () => {
    const { key, wrapped } = newWrappedKey(parseKeyring(textOf(old)), "c1");
    const sealed = seal(key, place, "Nora Vale");
    const both = parseKeyring(textOf(fresh, old));
    const anew = wrap(both, "c1", unwrap(both, "c1", wrapped));
    expect(keyIdOf(anew)).toBe(keyOf(fresh).id);
    const later = parseKeyring(textOf(fresh));
    expect(open(unwrap(later, "c1", anew), place, sealed)).toBe("Nora Vale");
    expect(() => unwrap(later, "c1", wrapped)).toThrow(`lacks key ${keyOf(old).id}`);
  });

  it("is refused in any length but 32 bytes, without a word of it", () => {
    const short = Buffer.alloc(31, 7).toString("base64url");
    expect(() => parseKeyring(short)).toThrow("32 bytes");
    expect(() => parseKeyring(`${textOf(old)},`)).toThrow("32 bytes");
    expect(() => parseKeyring(short)).not.toThrow(short);
  });
});

describe("a vault", () => {
  const place = { table: "clients", column: "name", row: "1" };

  it("opens the same text twice, and still nothing that was moved, changed or sealed for somebody else", () => {
    const [mine, theirs] = [vaultOf("a", newKey()), vaultOf("b", newKey())];
    const sealed = mine.seal(place, "Nora Vale");
    expect([mine.open(place, sealed), mine.open(place, sealed)]).toEqual([
      "Nora Vale",
      "Nora Vale",
    ]);
    expect(() => mine.open({ ...place, row: "2" }, sealed)).toThrow(SealBroken);
    expect(() => mine.open({ ...place, column: "note" }, sealed)).toThrow(SealBroken);
    expect(() => theirs.open(place, sealed)).toThrow(SealBroken);
    const changed = `${sealed.slice(0, -1)}${sealed.endsWith("A") ? "B" : "A"}`;
    expect(() => mine.open(place, changed)).toThrow(SealBroken);
    const [, id = "", body = ""] = sealed.split(".");
    const other = keyOf(Buffer.alloc(32, 7));
    expect(() => vaultOf("a", other).open(place, `s1.${other.id}.${body}`)).toThrow(SealBroken);
    expect(id).not.toBe(other.id);
  });

  it("reads what was kept before it was sealed as it stands, an empty text too", () => {
    const vault = vaultOf("a", newKey());
    expect(vault.read(place, "Nora Vale")).toBe("Nora Vale");
    expect(vault.read(place, "")).toBe("");
    expect(vault.read(place, vault.seal(place, "s1.like a seal"))).toBe("s1.like a seal");
    expect(() => vault.open(place, "Nora Vale")).toThrow(SealBroken);
  });
});
