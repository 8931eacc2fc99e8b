/** What an image is answered. */
export function Ask() {
  return <p class="empty">Answers come here.</p>;
}
