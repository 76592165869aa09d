/** Stands in for the package that NiiVue reads Zarr stores from the network with: this page reads nothing there. */

const never = (): never => {
  throw new Error("this page reads no Zarr");
};

export const FetchStore = never;
export const get = never;
export const open = never;
export const root = never;
export const slice = never;
