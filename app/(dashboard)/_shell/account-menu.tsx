import { CircleUserRound } from "lucide-react";
import { Menu, MenuButton, MenuHeading } from "@/app/_ui/menu";
import { MenuLink } from "@/app/_ui/menu-link";
import { ThemeSwitch } from "@/app/_ui/theme-switch";

/** Who is signed in. */
export interface ShellUser {
  name: string;
  email: string;
}

/** Who is signed in, the colours, and the way out. */
export function AccountMenu({ user }: { user: ShellUser }) {
  return (
    <Menu
      label={<CircleUserRound aria-hidden="true" className="size-5" strokeWidth={1.5} />}
      name={`Your account, ${user.name}`}
      end
    >
      <div className="px-3 pt-2 pb-1">
        <p className="font-medium">{user.name}</p>
        <p className="break-all text-muted text-sm">{user.email}</p>
      </div>
      <div className="px-3 py-2">
        <ThemeSwitch />
      </div>
      <MenuLink href="/account">Sign-in and security</MenuLink>
      <MenuHeading>Help</MenuHeading>
      <MenuLink href="/method">How we compute</MenuLink>
      <MenuLink href="/privacy">Privacy</MenuLink>
      <form action="/sign-out" method="post" className="mt-1 border-line border-t pt-1">
        <MenuButton>Sign out</MenuButton>
      </form>
    </Menu>
  );
}
