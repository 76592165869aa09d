// The licences of all packages whose code is in the page.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const RULE = "-".repeat(78);

/** The text of the file NOTICE. */
export async function notice(root, inputs) {
  const folders = new Set(inputs.map(folderOf).filter(Boolean));
  const parts = await Promise.all([...folders].sort().map((folder) => describe(join(root, folder), folder)));
  const head = "The page of limis is under the Apache License 2.0. It contains code of these packages:\n";
  return `${head}\n${RULE}\n${parts.join(`\n${RULE}\n`)}`;
}

/** The folder of the package that a file of the bundle comes from. */
function folderOf(path) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

async function describe(folder, path) {
  const { name, version, license, author } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const holder = typeof author === "string" ? author : author?.name;
  const text = file ? await readFile(join(folder, file), "utf8") : standard(license, holder, path);
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** The licence of a package that names one without bringing its text. */
function standard(license, holder, path) {
  if (license !== "BSD-2-Clause" || !holder) throw new Error(`${path} brings no licence`);
  return BSD_2_CLAUSE.replace("HOLDER", holder);
}

// Source: the SPDX License List, BSD-2-Clause.
const BSD_2_CLAUSE = `Copyright (c) HOLDER

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
disclaimer in the documentation and/or other materials provided with the distribution.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;
