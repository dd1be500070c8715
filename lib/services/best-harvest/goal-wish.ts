/** What a harvest is for. */
export const GOALS = ["best", "use-up-gains", "fill-zero-band", "reach-loss-limit"] as const;

/** One of them. */
export type GoalId = (typeof GOALS)[number];

/** What is asked: the goal, and whether lots are named before the sale or the accounts sell by their own order. */
export interface GoalWish {
  readonly goal: GoalId;
  readonly isNamed: boolean;
}
