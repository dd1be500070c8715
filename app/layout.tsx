import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readTheme, themeCookie } from "@/app/_ui/theme";
import "./globals.css";

// "optional": a page is painted once. Where the face is not there in time (a first visit on a slow line) that page keeps the
// fallback, of the same measures, instead of being painted again when it arrives.
const GeistSans = localFont({
  src: "./_ui/fonts/Geist-latin.woff2",
  variable: "--font-geist-sans",
  weight: "400 700",
  display: "optional",
});

const GeistSerif = localFont({
  src: "./_ui/fonts/GeistSerif-latin.woff2",
  variable: "--font-geist-serif-regular",
  weight: "400",
  display: "optional",
  adjustFontFallback: "Times New Roman",
});

// Hashes and ids only: not worth a preload on every page.
const GeistMono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  display: "optional",
  preload: false,
  adjustFontFallback: false,
});

export const metadata: Metadata = {
  title: { default: "Lotwise", template: "%s · Lotwise" },
  description:
    "Exact, explained, lot-level crypto capital gains for US taxpayers and their preparers.",
  formatDetection: { telephone: false, address: false, email: false, date: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#171b1e" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html
      lang="en-US"
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable} ${GeistSerif.variable}`}
      suppressHydrationWarning
    >
      <body>{children}</body>
    </html>
  );
}
