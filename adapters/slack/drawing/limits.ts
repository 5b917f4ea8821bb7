/**
 * What Slack takes, in UTF-16 units unless said otherwise.
 * https://docs.slack.dev/reference/block-kit/blocks
 * https://docs.slack.dev/reference/block-kit/block-elements
 * https://docs.slack.dev/reference/block-kit/composition-objects
 */
export const LIMITS = {
  blocksPerMessage: 50,
  blocksPerModal: 100,
  /**
   * Slack names no number for a whole message and counts more than its words: `msg_blocks_too_long` was seen at
   * 11,341 characters of text. So the serialised blocks are held to the 12,000 its staff speak of.
   * https://github.com/slackapi/bolt-js/issues/2509 https://github.com/slackapi/bolt-js/issues/2867
   */
  blocksJson: 12_000,
  /** A section's and a context element's; rich text has no number of its own, so it is held to the same. */
  blockChars: 3000,
  /** A section's: none is drawn yet, and an acknowledgement is checked for them all the same. */
  fields: 10,
  fieldChars: 2000,
  contextElements: 10,
  contextActions: 5,
  headerChars: 150,
  /** Of an `action_id`. */
  identifier: 255,
  actionsElements: 25,
  buttonChars: 75,
  buttonValue: 2000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
  overflowOptions: 5,
  /** A row of buttons beside a narrow conversation: our own measure. */
  rowPixels: 440,
  overflowValue: 75,
  url: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/table-block */
  tableRows: 100,
  tableCells: 20,
  tablesPerMessage: 1,
  /** Slack allows 10,000; a larger share than this leaves no room for the words around the table. */
  tableJson: 7000,
  /** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block; two of them were refused beside a third. */
  chartsPerMessage: 2,
  chartTitle: 50,
  chartAxis: 50,
  chartLabel: 20,
  chartSeries: 6,
  chartPoints: 20,
  /** https://docs.slack.dev/reference/block-kit/blocks/image-block */
  altText: 2000,
  /** https://docs.slack.dev/reference/methods/chat.postMessage says 4,000 for best results. */
  textChars: 4000,
  /** https://docs.slack.dev/reference/views/modal-views */
  modalTitle: 24,
  privateMetadata: 3000,
  options: 100,
  optionGroups: 100,
  optionChars: 75,
  checkboxes: 10,
  inputLabel: 2000,
  inputHint: 2000,
  inputChars: 3000,
} as const;
