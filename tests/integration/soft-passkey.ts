import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const base64 = (data: Buffer) => data.toString("base64url");

/** What a dishonest or broken device or page says otherwise. */
export interface Lies {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  /** False: nobody touched it, or nobody was recognised. */
  readonly isVerified?: boolean;
  readonly counter?: number;
}

/**
 * A device with one passkey, in software, as the W3C's Web Authentication Level 3 writes it: authenticator data (6.1), a COSE key of P-256,
 * attestation "none" (8.7), ES256 signatures over authenticator data and the hash of the client data (7.2).
 */
export class SoftPasskey {
  readonly id = randomBytes(32);
  counter = 0;
  readonly #key: KeyObject;
  readonly #point: { x: Buffer; y: Buffer };
  readonly #origin: string;

  constructor(origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    this.#key = privateKey;
    this.#point = { x: Buffer.from(x, "base64url"), y: Buffer.from(y, "base64url") };
    this.#origin = origin;
  }

  /** The answer that makes the passkey. */
  create(challenge: string, lies: Lies = {}): string {
    const cose = Buffer.concat([
      Buffer.from("a5010203262001215820", "hex"),
      this.#point.x,
      Buffer.from("225820", "hex"),
      this.#point.y,
    ]);
    const attested = Buffer.concat([Buffer.alloc(16), uint16(this.id.length), this.id, cose]);
    const data = Buffer.concat([this.#data(lies, 0x40), attested]);
    const attestationObject = Buffer.concat([
      Buffer.from("a3", "hex"),
      cborText("fmt"),
      cborText("none"),
      cborText("attStmt"),
      Buffer.from("a0", "hex"),
      cborText("authData"),
      Buffer.from("58", "hex"),
      Buffer.from([data.length]),
      data,
    ]);
    return this.#answer({
      clientDataJSON: base64(this.#client("webauthn.create", challenge, lies)),
      attestationObject: base64(attestationObject),
      transports: ["internal"],
    });
  }

  /** The answer that shows it. */
  get(challenge: string, lies: Lies = {}): string {
    this.counter += 1;
    const client = this.#client("webauthn.get", challenge, lies);
    const data = this.#data(lies, 0);
    return this.#answer({
      clientDataJSON: base64(client),
      authenticatorData: base64(data),
      signature: base64(sign("sha256", Buffer.concat([data, sha256(client)]), this.#key)),
    });
  }

  #answer(response: object): string {
    const id = base64(this.id);
    return JSON.stringify({
      id,
      rawId: id,
      type: "public-key",
      clientExtensionResults: {},
      response,
    });
  }

  #client(type: string, challenge: string, lies: Lies): Buffer {
    const origin = lies.origin ?? this.#origin;
    return Buffer.from(
      JSON.stringify({ type: lies.type ?? type, challenge, origin, crossOrigin: false }),
    );
  }

  #data(lies: Lies, more: number): Buffer {
    const flags = 0x01 | (lies.isVerified === false ? 0 : 0x04) | more;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? this.counter);
    const rpId = lies.rpId ?? new URL(this.#origin).hostname;
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
  }
}

const uint16 = (value: number) => Buffer.from([value >> 8, value & 0xff]);
const cborText = (text: string) =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);
