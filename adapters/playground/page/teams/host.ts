/** How cards look here; colours are the style sheet's, so that light and dark need no second drawing. */

const shades = (name: string) => ({ default: `var(--${name})`, subtle: `var(--${name}-subtle)` });
const foreground = {
  default: shades("card-text"),
  dark: shades("card-text"),
  light: shades("card-text"),
  accent: shades("card-accent"),
  good: shades("card-good"),
  warning: shades("card-warning"),
  attention: shades("card-attention"),
};
const container = (background: string) => ({
  backgroundColor: `var(--${background})`,
  borderColor: "var(--line)",
  foregroundColors: foreground,
});

export const HOST = {
  supportsInteractivity: true,
  // Below the room, which is the page's second level.
  textBlock: { headingLevel: 3 },
  fontTypes: {
    default: {
      fontFamily: "inherit",
      fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 22 },
      fontWeights: { lighter: 400, default: 400, bolder: 650 },
    },
    monospace: {
      fontFamily: "Consolas, Menlo, 'DejaVu Sans Mono', monospace",
      fontSizes: { small: 11, default: 13, medium: 14, large: 17, extraLarge: 20 },
      fontWeights: { lighter: 400, default: 400, bolder: 650 },
    },
  },
  lineHeights: { small: 17, default: 20, medium: 21, large: 24, extraLarge: 28 },
  spacing: { small: 6, default: 8, medium: 14, large: 18, extraLarge: 26, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: {
    default: container("card"),
    emphasis: container("card-emphasis"),
    accent: container("card-emphasis"),
    good: container("card-emphasis"),
    attention: container("card-emphasis"),
    warning: container("card-emphasis"),
  },
  actions: {
    maxActions: 40,
    spacing: "medium",
    buttonSpacing: 8,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    showCard: { actionMode: "inline", inlineTopMargin: 12 },
  },
} as const;
