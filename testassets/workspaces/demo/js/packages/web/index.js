import { path } from "@acme/api";
import { token } from "@acme/theme";

export const link = (name) => ({ href: path(name), color: token(name) });
