import * as oauth from "oauth4webapi";
import { appOrigin, env } from "@/lib/env";
import { log } from "@/lib/log";
import { err, ok, type Result } from "@/lib/result";
import { normalEmail } from "./email";

/** What is kept in the browser between asking the issuer and its answer. */
export interface OidcRequest {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the issuer vouches for. `subject` is its own lasting name of them; the e-mail may change hands. */
export interface OidcPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
}

/** Why the issuer's word does not count. */
export interface OidcRefusal {
  readonly code: "google-off" | "google-failed";
}

interface Setting {
  readonly issuer: URL;
  readonly client: oauth.Client;
  readonly secret: string;
}

const TIMEOUT_MS = 5000;

/** Hosts that Google's discovery document names; any other issuer is asked at its own address alone. */
const GOOGLE = "https://accounts.google.com";
const GOOGLE_HOSTS = [
  "accounts.google.com",
  "oauth2.googleapis.com",
  "www.googleapis.com",
  "openidconnect.googleapis.com",
];

/** Where the issuer sends people back to. */
const redirectAddress = () => `${appOrigin()}/sign-in/google/callback`;

/** True when GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are set: nothing of it is shown without. */
export const isOidcOn = (): boolean => settingOf() !== null;

function settingOf(): Setting | null {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, OIDC_ISSUER } = env();
  return GOOGLE_CLIENT_ID === undefined || GOOGLE_CLIENT_SECRET === undefined
    ? null
    : {
        issuer: new URL(OIDC_ISSUER),
        client: { client_id: GOOGLE_CLIENT_ID },
        secret: GOOGLE_CLIENT_SECRET,
      };
}

/** The address at which the issuer asks the person, and what to keep until it answers. Every question has its own state, nonce and PKCE verifier. */
export async function askIssuer(): Promise<
  Result<{ readonly address: string; readonly request: OidcRequest }, OidcRefusal>
> {
  const setting = settingOf();
  if (setting === null) {
    return err({ code: "google-off" });
  }
  return guarded(async () => {
    const server = await discovered(setting);
    const request = {
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      verifier: oauth.generateRandomCodeVerifier(),
    };
    const address = allowed(setting, server.authorization_endpoint ?? "");
    const challenge = await oauth.calculatePKCECodeChallenge(request.verifier);
    for (const [name, value] of [
      ["client_id", setting.client.client_id],
      ["redirect_uri", redirectAddress()],
      ["response_type", "code"],
      ["scope", "openid email"],
      ["state", request.state],
      ["nonce", request.nonce],
      ["code_challenge", challenge],
      ["code_challenge_method", "S256"],
      ["prompt", "select_account"],
    ] as const) {
      address.searchParams.set(name, value);
    }
    return { address: address.href, request };
  });
}

/**
 * The person an answer vouches for: it answers this very question (state, PKCE), and its ID token is the issuer's own (signature), for us,
 * not over, and of this question (nonce).
 */
export async function readAnswer(
  answer: URL,
  request: OidcRequest,
): Promise<Result<OidcPerson, OidcRefusal>> {
  const setting = settingOf();
  if (setting === null) {
    return err({ code: "google-off" });
  }
  return guarded(async () => {
    const { client, secret } = setting;
    const server = await discovered(setting);
    const options = optionsOf(setting);
    const checked = oauth.validateAuthResponse(server, client, answer, request.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.ClientSecretPost(secret),
      checked,
      redirectAddress(),
      request.verifier,
      options,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: request.nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, response, options);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    if (claims === undefined) {
      throw new Error("the issuer sent no ID token");
    }
    const email = claims["email"];
    return {
      issuer: server.issuer,
      subject: claims.sub,
      email: typeof email === "string" ? normalEmail(email) : null,
      isEmailVerified: claims["email_verified"] === true,
    };
  });
}

/** What the issuer says of itself, asked once an hour. */
async function discovered(setting: Setting): Promise<oauth.AuthorizationServer> {
  const { issuer } = setting;
  if (known?.issuer !== issuer.href || known.until < Date.now()) {
    const response = await oauth.discoveryRequest(issuer, optionsOf(setting));
    const server = await oauth.processDiscoveryResponse(issuer, response);
    known = { issuer: issuer.href, server, until: Date.now() + 3_600_000 };
  }
  return known.server;
}

let known:
  | { readonly issuer: string; readonly server: oauth.AuthorizationServer; readonly until: number }
  | undefined;

interface Asking {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: URLSearchParams | undefined;
}

/** Every request goes through one door: allowed hosts only, no redirects, no waiting. */
const optionsOf = (setting: Setting) => ({
  [oauth.customFetch]: (address: string, { method, headers, body }: Asking) =>
    fetch(allowed(setting, address), {
      method,
      headers,
      body: body ?? null,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }),
  [oauth.allowInsecureRequests]: isLocal(setting.issuer),
});

function allowed(setting: Setting, address: string): URL {
  const url = new URL(address);
  const isOfIssuer = url.origin === setting.issuer.origin;
  const isGoogles =
    setting.issuer.origin === GOOGLE &&
    url.protocol === "https:" &&
    GOOGLE_HOSTS.includes(url.host);
  if (!(isOfIssuer || isGoogles) || (url.protocol !== "https:" && !isLocal(url))) {
    throw new Error("an address of another host was refused");
  }
  return url;
}

const isLocal = ({ protocol, hostname }: URL) =>
  protocol === "http:" && (hostname === "127.0.0.1" || hostname === "localhost");

/** Whatever goes wrong between us and the issuer is one refusal to the person; the log says what, without the answer. */
async function guarded<T>(work: () => Promise<T>): Promise<Result<T, OidcRefusal>> {
  try {
    return ok(await work());
  } catch (error) {
    log.info("auth.oidc", { refused: error instanceof Error ? error.name : "unknown" });
    return err({ code: "google-failed" });
  }
}
