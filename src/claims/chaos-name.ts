/** What the chaos of a run was drawn from. */
interface ChaosOrigin {
  readonly preset: string;
  readonly pastContract: string | null;
  readonly scenario?: { readonly name: string };
}

/** What people call the chaos of a run: its scenario, the step past the contract, or the preset. */
export function chaosName({ preset, pastContract, scenario }: ChaosOrigin): string {
  return scenario?.name ?? pastContract ?? preset;
}
