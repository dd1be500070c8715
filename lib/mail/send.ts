import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { appOrigin, env } from "@/lib/env";
import { log } from "@/lib/log";
import type { Mail } from "./templates";

/**
 * Sends a mail with the server of `SMTP_URL`. Without one it is kept as a file in `DATA_DIR/outbox`, and the log says so.
 * Throws when the server refuses or does not answer within ten seconds: the job that sends it will try again.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL } = env();
  const message = {
    from: env().MAIL_FROM,
    ...oneLine(mail),
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(mail.once === undefined ? {} : { messageId: `<${mail.once}@${mailHost()}>` }),
    headers: {
      ...OF_A_MACHINE,
      ...(mail.unsubscribe === undefined ? {} : oneClick(mail.unsubscribe)),
    },
  };
  await (SMTP_URL === undefined ? keep(message, mail.once) : send(SMTP_URL, message));
}

/** RFC 3834: nobody's vacation notice answers it. */
const OF_A_MACHINE = { "Auto-Submitted": "auto-generated" } as const;

/** RFC 2369 and RFC 8058: a mail program shows its own button and sends the POST itself. */
const oneClick = (address: string) => ({
  "List-Unsubscribe": `<${address}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

const mailHost = (): string => new URL(appOrigin()).hostname;

async function send(url: string, message: SendMailOptions): Promise<void> {
  const wait = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 };
  const target = new URL(url);
  for (const [name, value] of Object.entries(wait)) {
    target.searchParams.set(name, String(value));
  }
  await createTransport(target.href).sendMail(message);
  log.info("mail.sent");
}

/** Written beside its place and moved there: whoever reads the outbox never finds half a mail. */
async function keep(message: SendMailOptions, once?: string): Promise<void> {
  const built = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
  const folder = join(env().DATA_DIR, "outbox");
  await mkdir(folder, { recursive: true });
  const moment = new Date().toISOString().replace(/[:.]/g, "-");
  const name = `${once ?? `${moment}-${crypto.randomUUID().slice(0, 8)}`}.eml`;
  const file = join(folder, name);
  await writeFile(`${file}.part`, built.message, { mode: 0o600 });
  await rename(`${file}.part`, file);
  log.info("mail.kept", { file, hint: "SMTP_URL is not set: the mail is in this file." });
}

/** Line breaks in an address or a subject could add headers. */
function oneLine({ to, subject }: Mail): Pick<Mail, "to" | "subject"> {
  const flat = (text: string) => text.replace(/[\r\n\0]+/g, " ");
  return { to: flat(to), subject: flat(subject) };
}
