import { useEffect, useState } from 'react';

/** Says the count out loud, politely and only after a pause: not at every key. */
export default function Status({ words }: { words: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const pause = setTimeout(() => setSaid(words), 900);
    return () => clearTimeout(pause);
  }, [words]);
  return (
    <p className="sr-only" role="status">
      {said}
    </p>
  );
}
