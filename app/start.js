// Fetches the program, shows how far it is, and begins it. What arrived is what was built, or it does not begin.
import init from "./akkoord.js";

const PROGRAM = "@program@", BYTES = Number("@bytes@"), INTEGRITY = "@integrity@";

const boot = document.documentElement.dataset;
const bar = document.getElementById("boot-progress");
const show = (value) => { if (bar) bar.value = value; };

async function arrived() {
  const response = await fetch(new URL(PROGRAM, import.meta.url));
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  const program = new Uint8Array(BYTES), reader = response.body.getReader();
  let here = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    program.set(part.value, here);
    here += part.value.length;
    show(3 + 97 * here / BYTES);
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-384", program));
  if (`sha384-${btoa(String.fromCharCode(...hash))}` !== INTEGRITY) throw new Error(`${PROGRAM} is not what was built`);
  return program;
}

// A browser that cannot run it has been told so already.
if (!boot.boot?.startsWith("no-")) {
  show(3);
  try {
    await init({ module_or_path: await arrived() });
  } catch (error) {
    boot.boot = "failed";
    throw error;
  }
}
