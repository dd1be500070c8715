import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";

/** What the issuer says otherwise than it should; nothing: the truth. */
export interface IssuerLies {
  /** Claims of the ID token in place of the true ones; null leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed with a key that is not among the issuer's. */
  readonly isForged?: boolean;
  /** The token endpoint's own status. */
  readonly status?: number;
  /** Where the discovery document says tokens are given. */
  readonly tokenEndpoint?: string;
}

/** An OpenID Connect issuer on a port of this machine: discovery, codes, PKCE, RS256. One person is at its keyboard. */
export interface FakeIssuer {
  readonly origin: string;
  /** The person says yes at the address the product sent them to; answers where they are sent back to. */
  readonly agree: (address: string, person: Person, lies?: IssuerLies) => string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  readonly lie: (lies: IssuerLies) => void;
  readonly close: () => Promise<void>;
}

export interface Person {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
}

export const CLIENT = { id: "lotwise-tests", secret: "a secret of nobody" };

interface Code {
  readonly challenge: string;
  readonly nonce: string;
  readonly person: Person;
  readonly lies: IssuerLies;
}

export async function fakeIssuer(): Promise<FakeIssuer> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const forged = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const codes = new Map<string, Code>();
  const asked: string[] = [];
  let about: IssuerLies = {};
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", origin).pathname;
    asked.push(path);
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (path === "/.well-known/openid-configuration") {
      send(200, {
        issuer: origin,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: about.tokenEndpoint ?? `${origin}/token`,
        jwks_uri: `${origin}/jwks`,
        id_token_signing_alg_values_supported: ["RS256"],
      });
    } else if (path === "/jwks") {
      send(200, {
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }],
      });
    } else {
      giveTokens(request).then(
        ({ status, body }) => send(status, body),
        () => send(500, {}),
      );
    }
  });
  const origin = await new Promise<string>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
    });
  });

  async function giveTokens(request: IncomingMessage) {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const told = new URLSearchParams(text);
    const code = codes.get(told.get("code") ?? "");
    codes.delete(told.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(told.get("code_verifier") ?? "")
      .digest("base64url");
    if (
      code === undefined ||
      challenge !== code.challenge ||
      told.get("client_id") !== CLIENT.id ||
      told.get("client_secret") !== CLIENT.secret
    ) {
      return { status: 400, body: { error: "invalid_grant" } };
    }
    const { lies, person, nonce } = code;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: origin,
      aud: CLIENT.id,
      iat: now,
      exp: now + 300,
      nonce,
      ...person,
      ...lies.claims,
    };
    const parts = [{ alg: "RS256", kid: "1" }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString("base64url"),
    );
    const key = lies.isForged
      ? forged
      : createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }));
    const signature = sign("sha256", Buffer.from(parts.join(".")), key).toString("base64url");
    const body = {
      access_token: "unused",
      token_type: "Bearer",
      id_token: `${parts.join(".")}.${signature}`,
    };
    return { status: lies.status ?? 200, body };
  }

  return {
    origin,
    asked,
    lie: (lies) => {
      about = lies;
    },
    agree: (address, person, lies = {}) => {
      const { searchParams } = new URL(address);
      const code = crypto.randomUUID();
      codes.set(code, {
        challenge: searchParams.get("code_challenge") ?? "",
        nonce: searchParams.get("nonce") ?? "",
        person,
        lies,
      });
      const back = new URL(searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", searchParams.get("state") ?? "");
      return back.href;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
