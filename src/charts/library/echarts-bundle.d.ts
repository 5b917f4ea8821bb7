/** The whole library in one file: it is read in a third of the time and memory that its modules take. */
declare module "echarts/dist/echarts.esm.min.mjs" {
  export * from "echarts";
}
