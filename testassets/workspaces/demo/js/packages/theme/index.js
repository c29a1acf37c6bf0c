import { slug } from "@acme/utils";

export const token = (name) => `--acme-${slug(name)}`;
