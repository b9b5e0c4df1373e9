// Shows how far the app is. The server sends it packed, so the announced size says little about the bytes that
// arrive: the bar moves with each byte and is full when the app is there, and never claims to know the rest.
const HALF_WAY_BYTES = 250_000;

export default function loading() {
  const bar = document.getElementById("boot-progress");
  const show = (value) => { if (bar) bar.value = value; };
  return {
    onStart: () => show(3),
    onProgress: ({ current }) => show(100 * current / (current + HALF_WAY_BYTES)),
    onComplete: () => show(100),
    onSuccess: () => {},
    // A browser that cannot run the app has been told so already.
    onFailure: () => { const { dataset } = document.documentElement; if (!dataset.boot?.startsWith("no-")) dataset.boot = "failed"; },
  };
}
