/** What a consent is about, put into its words. */
export interface ConsentTold {
  /** Who discloses: the firm; null for the taxpayer's own books. */
  readonly firm: string | null;
  readonly taxpayer: string;
  readonly recipient: string;
  /** "all tax years" or "tax years 2024 and 2025". */
  readonly years: string;
  /** "to prepare" or "to look at". */
  readonly purpose: string;
  /** "Nov 22, 2027". */
  readonly until: string;
}

/**
 * The statements a preparer's consent to disclose must carry word for word for filers of Form 1040 (Rev. Proc. 2013-14, section
 * 5.04(1)): on what may be disclosed, that it is not a condition of the service, how long it holds, and where to complain.
 */
const OF_A_FIRM = [
  "Federal law requires this consent form be provided to you. Unless authorized by law, we cannot disclose your tax return information to third parties for purposes other than the preparation and filing of your tax return without your consent. If you consent to the disclosure of your tax return information, Federal law may not protect your tax return information from further use or distribution.",
  "You are not required to complete this form to engage our tax return preparation services. If we obtain your signature on this form by conditioning our tax return preparation services on your consent, your consent will not be valid. If you agree to the disclosure of your tax return information, your consent is valid for the amount of time that you specify. If you do not specify the duration of your consent, your consent is valid for one year from the date of signature.",
  "If you believe your tax return information has been disclosed or used improperly in a manner unauthorized by law or without your permission, you may contact the Treasury Inspector General for Tax Administration (TIGTA) by telephone at 1-800-366-4484, or by email at complaints@tigta.treas.gov.",
].join("\n\n");

const OF_ONE_S_OWN = [
  "These are your own books, and you let somebody into them. They will see your transactions, lots, gains and reports as far as you say here. What they do with what they have seen, Federal law may not protect.",
  "You need not share anything to use Lotwise. You can end this at any time; it holds on their next click. If you name no last day it ends one year from today.",
].join("\n\n");

/** The words a firm begins with. It may put its own in their place. */
export const DEFAULT_CONSENT = OF_A_FIRM;

/**
 * The whole wording of one consent: the statements, then who, to whom, what and until when (Reg. 301.7216-3(a)(3)). `own`: the firm's
 * words in place of ours; null: ours.
 */
export function consentWording(told: ConsentTold, own: string | null): string {
  const { firm, taxpayer, recipient, years, purpose, until } = told;
  const statements = firm === null ? OF_ONE_S_OWN : (own ?? DEFAULT_CONSENT);
  const deed =
    firm === null
      ? `I, ${taxpayer}, let ${recipient} into my books ${purpose}: transactions, lots, gains, income and reports of ${years}.`
      : `I, ${taxpayer}, allow ${firm} to disclose my tax return information (transactions, lots, gains, income and reports of ${years}) to ${recipient}, who may use it ${purpose}.`;
  return [statements, `${deed} This consent is valid until ${until}.`].join("\n\n");
}
