// Handing a file made by the screens to the person: the browser's own way of saving.

export async function saveFile(name: string, blob: Blob): Promise<void> {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  // What no file name may hold, on Windows or elsewhere.
  link.download = name.replace(/[\\/:*?"<>|]+/g, "-");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
