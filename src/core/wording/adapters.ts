/** Words on what adapters draw themselves: `content/wording/adapters.yaml`. */
export const ADAPTER_WORDS = {
  "label.cancel": [],
  "label.helpful": [],
  "label.unhelpful": [],
  "label.working": [],
} as const satisfies Record<string, readonly string[]>;
