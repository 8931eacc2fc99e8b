/** Where images go, in a few words and in full. */
export interface Told {
  short: string;
  long: string[];
}

/** Returns whether a host is the machine that the browser runs on, whatever the network. */
export function isThisMachine(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  return bare === "localhost" || bare.endsWith(".localhost") || bare === "::1" || /^127(\.\d{1,3}){3}$/.test(bare);
}

/** Returns what is true of a page that came from a host. */
export function placeOfImages(host: string): Told {
  const rules =
    "This page loads nothing from elsewhere, and its rules (a Content Security Policy) let the browser reach no other address: you can check that in the network panel of the browser.";
  const kept =
    "Images that you teach are kept as numbers (embeddings), and as small pictures where the server makes them, beside the classifier's file. Images that you only ask about are kept nowhere.";
  if (isThisMachine(host)) {
    return {
      short: "Images stay on this machine",
      long: [
        `Images and camera pictures are sent to ${host}, which is this machine: a program that runs here answers. They do not leave it.`,
        rules,
        kept,
        "If the address is a tunnel to another machine (ssh -L, say), images go where it ends.",
      ],
    };
  }
  return {
    short: `Images are sent to ${host} and nowhere else`,
    long: [
      `This page came from ${host}. Images and camera pictures are sent there to be answered, and by this page nowhere else.`,
      rules,
      kept,
    ],
  };
}
