/** Sends a form's values as the page would, with the key that tells it from another page's. */
export async function post<T>(address: string, values: FormData, signal?: AbortSignal): Promise<T> {
  const response = await fetch(address, {
    method: "POST",
    // Not FormData itself: the server reads the same form whether a person or this script sends it.
    body: new URLSearchParams(
      [...values].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    ),
    headers: { Accept: "application/json", "X-Form-Key": document.body.dataset.formKey ?? "" },
    signal,
  });
  if (!response.ok) throw new Error(`The studio answered ${String(response.status)}.`);
  return (await response.json()) as T;
}
