import { slug } from "@acme/utils";

export const path = (name) => `/v1/${slug(name)}`;
