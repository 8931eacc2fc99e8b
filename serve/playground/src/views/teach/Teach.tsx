/** Classes and what they learn from. */
export function Teach() {
  return <p class="empty">Classes come here.</p>;
}
