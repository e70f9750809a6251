/** As much of Papa Parse as is used here. */
declare module "papaparse" {
  const Papa: {
    parse(
      text: string,
      options: { delimiter: string; preview?: number; skipEmptyLines?: boolean | "greedy" },
    ): { data: unknown[]; errors: { type: string; row?: number; index?: number }[] };
  };
  export default Papa;
}
