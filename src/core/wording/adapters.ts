/** Words on what adapters draw themselves: `content/wording/adapters.yaml`. */
export const ADAPTER_WORDS = {
  "label.cancel": [],
  "label.delete": [],
  "label.helpful": [],
  "label.required": [],
  "label.unhelpful": [],
  "label.working": [],
  "asked.by": ["person", "question"],
  "remark.again": [],
  "remark.answered": [],
  "remark.asker-only": [],
  "remark.deleted": [],
  "remark.files": [],
  "remark.shared-already": [],
  "remark.stale-form": [],
  "remark.too-many": [],
  "remark.unknown-press": [],
} as const satisfies Record<string, readonly string[]>;
