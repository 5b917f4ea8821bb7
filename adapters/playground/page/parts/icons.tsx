/** Line icons, drawn for this page: 20 by 20, in the colour of the text beside them. */
import type { ReactNode } from "react";

const PATHS = {
  hash: "M7.5 3.5 6 16.5M14 3.5l-1.5 13M4 7.5h12.5M3.5 12.5H16",
  lock: "M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 6 0v2.5",
  eye: "M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  send: "M3.5 10 16.5 4 12.5 16.5 9.5 11.5zM9.5 11.5 16.5 4",
  close: "M5 5l10 10M15 5 5 15",
  reply: "M8 5 3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 4.5 4.5v1",
  people:
    "M7.5 9.5a2.750 2.750 0 1 0 0-5.5 2.750 2.750 0 0 0 0 5.5zM2.5 16c0-2.800 2-4.5 5-4.5s5 1.700 5 4.5M13 4.300a2.750 2.750 0 0 1 0 5M14.5 11.800c2 .5 3 2 3 4.200",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.200l2.800 1.800",
  sun: "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 1.800v2M10 16.200v2M1.800 10h2M16.200 10h2M4.200 4.200l1.400 1.400M14.4 14.4l1.400 1.400M4.200 15.800l1.400-1.400M14.4 5.600l1.400-1.400",
  moon: "M16.5 11.800A7 7 0 1 1 8.200 3.5a5.600 5.600 0 0 0 8.300 8.300z",
  like: "M6.5 9 9.300 3.200c1.300 0 2 .9 1.700 2.300L10.5 8H15c1 0 1.700.9 1.5 1.900l-1 5c-.2.900-.9 1.600-1.800 1.600H6.5zM3.5 9h3v7.5h-3z",
  dislike:
    "M6.5 11l2.800 5.800c1.300 0 2-.9 1.700-2.300L10.5 12H15c1 0 1.700-.9 1.5-1.900l-1-5c-.2-.9-.9-1.600-1.800-1.600H6.5zM3.5 11h3V3.5h-3z",
  chat: "M3.5 4.5h13v9H9L5.5 16.5v-3h-2z",
  broom: "M4 6h12M8 6V4h4v2M6 6l.7 10.5h6.600L14 6",
  more: "M4.5 10.500a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1zM10 10.500a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1zM15.5 10.500a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1z",
  chevron: "M6 8l4 4 4-4",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
