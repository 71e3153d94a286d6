export default function Empty() {
  return <p>empty</p>;
}
