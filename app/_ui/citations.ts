/** One authority: what it is called, what it says in our words, where it stands, when we last read it. */
export interface Citation {
  readonly label: string;
  readonly title: string;
  readonly says: string;
  readonly url: string | null;
  /** The day the text was last read. */
  readonly read: string;
}

const read = "2026-11-21";
const irsDrop = "https://www.irs.gov/pub/irs-drop";
const usCode = "https://www.law.cornell.edu/uscode/text/26";

/** Every authority the pages refer to. Say what the text says; what we conclude from it stands on the page. */
export const citations = {
  "notice-2014-21": {
    label: "Notice 2014-21",
    title: "IRS Notice 2014-21",
    says: "Virtual currency is property for federal tax. Selling it, spending it or exchanging it for other property has gain or loss; what is received as income counts at fair market value.",
    url: `${irsDrop}/n-14-21.pdf`,
    read,
  },
  "notice-2014-21-a5": {
    label: "Notice 2014-21 A-5",
    title: "IRS Notice 2014-21, answer 5",
    says: "Virtual currency counts at its fair market value in US dollars on the date of payment or receipt. Where an exchange lists it at a rate of supply and demand, that rate is used, in a reasonable manner that is consistently applied.",
    url: `${irsDrop}/n-14-21.pdf`,
    read,
  },
  "irc-1001": {
    label: "IRC 1001",
    title: "Internal Revenue Code section 1001",
    says: "Gain or loss is the amount realized less the adjusted basis.",
    url: `${usCode}/1001`,
    read,
  },
  "irc-1012": {
    label: "IRC 1012",
    title: "Internal Revenue Code section 1012",
    says: "Basis is cost. For specified securities, including digital assets, conventions are applied account by account.",
    url: `${usCode}/1012`,
    read,
  },
  "reg-1-1012-1-j": {
    label: "Reg. 1.1012-1(j)",
    title: "Treasury Regulation 1.1012-1(j)",
    says: "From January 1, 2025 units are taken from the wallet or account they are sold from. Without an identification made no later than the date and time of the sale, the earliest acquired go first.",
    url: "https://www.law.cornell.edu/cfr/text/26/1.1012-1",
    read,
  },
  "reg-1-1012-1-h": {
    label: "Reg. 1.1012-1(h)",
    title: "Treasury Regulation 1.1012-1(h)",
    says: "The basis of a purchased digital asset includes the costs of buying it; in a swap the costs belong to the asset given up.",
    url: "https://www.law.cornell.edu/cfr/text/26/1.1012-1",
    read,
  },
  "reg-1-1001-7": {
    label: "Reg. 1.1001-7",
    title: "Treasury Regulation 1.1001-7",
    says: "The amount realized on a sale of digital assets is what is received, less the transaction costs. Values are taken at the date and time of the transaction, by a reasonable method used consistently.",
    url: "https://www.law.cornell.edu/cfr/text/26/1.1001-7",
    read,
  },
  "rev-proc-2024-28": {
    label: "Rev. Proc. 2024-28",
    title: "Revenue Procedure 2024-28",
    says: "How units kept in one universal pool before 2025 were to be allocated to wallets and accounts as of January 1, 2025.",
    url: `${irsDrop}/rp-24-28.pdf`,
    read,
  },
  "notice-2026-20": {
    label: "Notice 2026-20",
    title: "IRS Notice 2026-20",
    says: "Extends through December 31, 2026 the relief that lets an identification or standing order for units held by a broker be recorded in the taxpayer's own books.",
    url: null,
    read,
  },
  "irc-1222": {
    label: "IRC 1222",
    title: "Internal Revenue Code section 1222",
    says: "Long-term means held for more than one year; short-term means one year or less.",
    url: `${usCode}/1222`,
    read,
  },
  "irc-1223": {
    label: "IRC 1223",
    title: "Internal Revenue Code section 1223",
    says: "When an earlier holding period is added: property taken over with another's basis, and inherited property, which counts as held for more than a year.",
    url: `${usCode}/1223`,
    read,
  },
  "pub-550": {
    label: "Pub. 550",
    title: "IRS Publication 550",
    says: "Holding periods are counted from the day after the trade date through the day of the sale. Sales at the end of December belong to the year they are made in.",
    url: "https://www.irs.gov/publications/p550",
    read,
  },
  "irc-1211": {
    label: "IRC 1211(b)",
    title: "Internal Revenue Code section 1211(b)",
    says: "Capital losses offset capital gains without limit; what is left offsets other income up to $3,000 a year, $1,500 when married filing separately.",
    url: `${usCode}/1211`,
    read,
  },
  "irc-1212": {
    label: "IRC 1212(b)",
    title: "Internal Revenue Code section 1212(b)",
    says: "A capital loss that could not be used is carried to the next year, short as short and long as long, without an end.",
    url: `${usCode}/1212`,
    read,
  },
  "irc-1h": {
    label: "IRC 1(h)",
    title: "Internal Revenue Code section 1(h)",
    says: "Net long-term gain is taxed at 0, 15 or 20 percent by where it lies on top of other taxable income.",
    url: `${usCode}/1`,
    read,
  },
  "irc-1411": {
    label: "IRC 1411",
    title: "Internal Revenue Code section 1411",
    says: "The net investment income tax: 3.8 percent of the smaller of net investment income and income above $200,000 (single), $250,000 (joint) or $125,000 (separate).",
    url: `${usCode}/1411`,
    read,
  },
  "irc-1091": {
    label: "IRC 1091",
    title: "Internal Revenue Code section 1091",
    says: "Denies a loss when substantially identical stock or securities are bought within 30 days before or after. Its text speaks of stock and securities.",
    url: `${usCode}/1091`,
    read,
  },
  "irc-7701-o": {
    label: "IRC 7701(o)",
    title: "Internal Revenue Code section 7701(o)",
    says: "A transaction has economic substance only if it changes the economic position in a meaningful way and has a purpose apart from tax.",
    url: `${usCode}/7701`,
    read,
  },
  "irc-267": {
    label: "IRC 267",
    title: "Internal Revenue Code section 267",
    says: "Denies losses on sales to family and to entities one controls.",
    url: `${usCode}/267`,
    read,
  },
  "irc-6001": {
    label: "IRC 6001",
    title: "Internal Revenue Code section 6001",
    says: "Everyone liable for tax keeps the records that support the return.",
    url: `${usCode}/6001`,
    read,
  },
  "irc-6511": {
    label: "IRC 6511",
    title: "Internal Revenue Code section 6511",
    says: "A refund is claimed within three years of filing or two years of paying, whichever is later.",
    url: `${usCode}/6511`,
    read,
  },
  "irc-6107": {
    label: "IRC 6107(b)",
    title: "Internal Revenue Code section 6107(b)",
    says: "A preparer keeps a copy of each return, or a list of the taxpayers, for three years after the return period.",
    url: `${usCode}/6107`,
    read,
  },
  "irc-7216": {
    label: "IRC 7216",
    title: "Internal Revenue Code section 7216",
    says: "Forbids preparers to use or disclose return information for anything but preparing the return, without consent.",
    url: `${usCode}/7216`,
    read,
  },
  "rev-rul-2023-14": {
    label: "Rev. Rul. 2023-14",
    title: "Revenue Ruling 2023-14",
    says: "Staking rewards of a cash-method taxpayer are income at fair market value when dominion and control over them is gained.",
    url: `${irsDrop}/rr-23-14.pdf`,
    read,
  },
  "rev-rul-2019-24": {
    label: "Rev. Rul. 2019-24",
    title: "Revenue Ruling 2019-24",
    says: "A hard fork alone is no income; units received from one are income when they can be disposed of.",
    url: `${irsDrop}/rr-19-24.pdf`,
    read,
  },
  "irc-262": {
    label: "IRC 262",
    title: "Internal Revenue Code section 262",
    says: "Personal, living and family expenses are not deductible: a loss on a thing of personal use is none.",
    url: `${usCode}/262`,
    read,
  },
  "irc-408-m": {
    label: "IRC 408(m)",
    title: "Internal Revenue Code section 408(m)",
    says: "Collectibles are works of art, rugs, antiques, metals, gems, stamps, coins, alcoholic beverages and what the Secretary adds. Long-term gain on them is taxed at up to 28 percent (section 1(h)(4) to (6)).",
    url: `${usCode}/408`,
    read,
  },
  "irc-1015": {
    label: "IRC 1015",
    title: "Internal Revenue Code section 1015",
    says: "Who receives a gift takes over the giver's basis; for a loss it is no more than the value at the gift.",
    url: `${usCode}/1015`,
    read,
  },
  "irc-170-e": {
    label: "IRC 170(e)",
    title: "Internal Revenue Code section 170(e)",
    says: "The deduction for property given to charity is reduced by the gain that would not have been long-term had it been sold at its value.",
    url: `${usCode}/170`,
    read,
  },
  "irc-1041": {
    label: "IRC 1041",
    title: "Internal Revenue Code section 1041",
    says: "No gain or loss when property goes to a spouse, or to a former one by divorce; basis carries over.",
    url: `${usCode}/1041`,
    read,
  },
  "notice-2023-27": {
    label: "Notice 2023-27",
    title: "IRS Notice 2023-27",
    says: "Until there are rules, an NFT is a collectible when what it stands for is one.",
    url: `${irsDrop}/n-23-27.pdf`,
    read,
  },
  "notice-2024-57": {
    label: "Notice 2024-57",
    title: "IRS Notice 2024-57",
    says: "Brokers need not report wrapping, liquidity providing, staking and some others yet. Nothing is said on whether they are taxable.",
    url: `${irsDrop}/n-24-57.pdf`,
    read,
  },
  "reg-301-7216-3": {
    label: "Reg. 301.7216-3",
    title: "Treasury Regulation 301.7216-3",
    says: "A preparer needs the taxpayer's written consent before disclosing or using return information for anything but preparing the return. A consent that names no time holds for one year.",
    url: "https://www.law.cornell.edu/cfr/text/26/301.7216-3",
    read: "2026-11-22",
  },
  "rev-proc-2013-14": {
    label: "Rev. Proc. 2013-14",
    title: "Revenue Procedure 2013-14",
    says: "The statements a consent must carry, word for word, for those who file Form 1040, and how it is signed on a screen.",
    url: `${irsDrop}/rp-13-14.pdf`,
    read: "2026-11-22",
  },
  "cfr-16-314-4": {
    label: "16 CFR 314.4",
    title: "FTC Safeguards Rule, 16 CFR 314.4",
    says: "What a security program of those who prepare returns contains: access controls, encryption, a second step, records, disposal, oversight of providers.",
    url: "https://www.law.cornell.edu/cfr/text/16/314.4",
    read: "2026-11-22",
  },
  "pub-5708": {
    label: "Pub. 5708",
    title: "IRS Publication 5708, Creating a Written Information Security Plan",
    says: "What the plan of a tax practice looks like, with a template to fill in.",
    url: "https://www.irs.gov/pub/irs-pdf/p5708.pdf",
    read: "2026-11-22",
  },
  "form-8949": {
    label: "Form 8949",
    title: "Instructions for Form 8949",
    says: "One row for each lot sold: description, dates, proceeds, basis, adjustments, gain. From 2025 digital assets have boxes of their own, G to L.",
    url: "https://www.irs.gov/instructions/i8949",
    read,
  },
  "form-1099-da": {
    label: "Form 1099-DA",
    title: "Instructions for Form 1099-DA",
    says: "Brokers tell the IRS each sale of a digital asset: the proceeds of sales from January 1, 2025, and from January 1, 2026 the basis of covered units too. A blank basis is not known, which is not zero.",
    url: "https://www.irs.gov/instructions/i1099da",
    read,
  },
  "schedule-d": {
    label: "Schedule D",
    title: "Instructions for Schedule D (Form 1040)",
    says: "Gathers the totals of Form 8949, nets short with short and long with long, limits the loss and works out what is carried over.",
    url: "https://www.irs.gov/instructions/i1040sd",
    read,
  },
  "form-1040-x": {
    label: "Form 1040-X",
    title: "Instructions for Form 1040-X",
    says: "An amended return shows each line as filed, the change, and as corrected, and explains the change.",
    url: "https://www.irs.gov/instructions/i1040x",
    read,
  },
} as const satisfies Record<string, Citation>;

export type CitationId = keyof typeof citations;
