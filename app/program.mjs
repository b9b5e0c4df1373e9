// Makes the app's files of the program that was compiled: cuts it into what a first visit needs and what is fetched when
// it is first wanted (`app/src/fetched.rs`), makes the parts small, and writes into the page how the program begins.
//
// Every file is named with its hash: the page names the scripts', the scripts the programs'. `files.txt` lists them all,
// and the hash of that list is the name of the build. Trunk calls this when it has done its own part.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const { AKKOORD_WASM: wasm, TRUNK_STAGING_DIR: staging, TRUNK_PUBLIC_URL: root, TRUNK_PROFILE: profile } = process.env;
if (!wasm) throw new Error("AKKOORD_WASM must name the compiled program; ./dev sets it.");

const OPTIMISED = ["-Oz", "--strip-producers", "--strip-target-features", "--enable-bulk-memory", "--enable-bulk-memory-opt", "--enable-nontrapping-float-to-int",
  "--enable-sign-ext", "--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue"];

const integrity = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
const run = (tool, ...options) => execFileSync(tool, options, { stdio: ["ignore", "ignore", "inherit"] });

// What Trunk made of the uncut program.
for (const name of fs.readdirSync(staging)) if (/^akkoord-app-.*\.(js|wasm)$/.test(name)) fs.rmSync(path.join(staging, name));

const work = `${wasm}.parts`, cut = path.join(work, "cut"), out = path.join(work, "out");
fs.rmSync(work, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });
run("wasm-split-cli", wasm, cut, "--out-name", "akkoord");
run("wasm-bindgen", path.join(cut, "akkoord.wasm"), "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", out, "--out-name", "akkoord");
for (const name of fs.readdirSync(cut)) if (name !== "akkoord.wasm") fs.copyFileSync(path.join(cut, name), path.join(out, name));

const read = (name) => fs.readFileSync(path.join(out, name));
const write = (name, content) => fs.writeFileSync(path.join(out, name), content);
const programs = fs.readdirSync(out).filter((name) => name.endsWith(".wasm"));
if (profile === "release") for (const name of programs) run("wasm-opt", ...OPTIMISED, path.join(out, name), "-o", path.join(out, name));

// What each part is fetched with: its own file, and those it shares with other parts.
const loads = new Map();
for (const line of read("__wasm_split.js").toString().split(/\n(?=const |export const |\/\*)/)) {
  const name = /^(?:export )?const (\w+) = (?:wrapAsyncCb\()?makeLoad\(/.exec(line)?.[1];
  if (name) loads.set(name, { file: /URL\("\.\/([^"]+)"/.exec(line)?.[1], shared: /\[([^\]]*)\]\)+;\s*$/.exec(line)[1].split(/, */).filter(Boolean) });
}
const fetched = ({ file, shared }) => [...(file ? [file] : []), ...shared.flatMap((name) => fetched(loads.get(name)))];
const loader = "__wasm_split_load_", named = [...loads].filter(([name]) => name.startsWith(loader)).sort();
write("parts.json", JSON.stringify(Object.fromEntries(named.map(([name, load]) => [name.slice(loader.length), fetched(load)]))));

// Each part is checked by its hash when it is fetched.
const part = /fetch\(new URL\("\.\/([^"]+)", import\.meta\.url\)\)/g;
const checked = (_, name) => `fetch(new URL("./${name}", import.meta.url).href, { integrity: "${integrity(read(name))}" })`;
// A part that does not come is told on the page, which also asks again: no error that nobody expected.
write("__wasm_split.js", read("__wasm_split.js").toString().replace(part, checked).replace("console.error(e);", ""));
const main = "akkoord_bg.wasm", start = fs.readFileSync("app/start.js", "utf8");
write("start.js", start.replace("@program@", main).replace("@bytes@", read(main).length).replace("@integrity@", integrity(read(main))));

if (profile === "release") {
  const scripts = fs.readdirSync(out).filter((name) => name.endsWith(".js")).map((name) => path.join(out, name));
  run("esbuild", ...scripts, "--minify", "--target=es2022", "--log-level=error", "--allow-overwrite", `--outdir=${out}`);
}

const files = fs.readdirSync(out).sort().map((name) => `${integrity(read(name))} ${name}\n`).join("");
write("files.txt", files);
const build = integrity(files);
const folder = `program-${createHash("sha384").update(files).digest("hex").slice(0, 16)}`;
fs.cpSync(out, path.join(staging, folder), { recursive: true });

const at = (name) => `href="${root}${folder}/${name}"`;
const module = (name) => `<link rel="modulepreload" ${at(name)} integrity="${integrity(read(name))}">`;
const head = [
  `<meta name="build" content="${build}">`,
  `<link rel="preload" as="fetch" type="application/wasm" crossorigin ${at(main)}>`,
  module("akkoord.js"), module("__wasm_split.js"),
  `<script type="module" src="${root}${folder}/start.js" integrity="${integrity(read("start.js"))}"></script>`,
].map((line) => `    ${line}\n`).join("");
const page = path.join(staging, "index.html"), html = fs.readFileSync(page, "utf8");
const begun = html.replace(/\s*<\/head>/, `\n${head}  </head>`);
if (begun === html) throw new Error("index.html has no </head>");
fs.writeFileSync(page, begun);
