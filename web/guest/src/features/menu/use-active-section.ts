import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

export function sectionId(categoryId: string): string {
  return `category-${categoryId}`;
}

/** How long after a tap on a category the scroll it causes does not move the mark again. */
const tapRules = 600;

/** Which section is being read, by a line a quarter down the screen; and the way to jump to another. */
export function useActiveSection(
  root: RefObject<HTMLElement | null>,
  sectionIds: readonly string[],
): { activeId: string | undefined; jump: (categoryId: string) => void } {
  const [activeId, setActiveId] = useState<string>();
  const joined = sectionIds.join(' ');
  const ruledUntil = useRef(0);

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (performance.now() < ruledUntil.current) return;
        const entered = entries.findLast((entry) => entry.isIntersecting);
        if (entered) setActiveId(entered.target.id);
      },
      { rootMargin: '-25% 0px -74% 0px' },
    );
    for (const section of root.current?.querySelectorAll('section[id]') ?? []) observer.observe(section);
    return () => observer.disconnect();
  }, [root, joined]);

  const jump = useCallback((categoryId: string) => {
    const id = sectionId(categoryId);
    ruledUntil.current = performance.now() + tapRules;
    setActiveId(id);
    scrollToSection(id);
  }, []);

  return { activeId: sectionIds.includes(activeId ?? '') ? activeId : sectionIds[0], jump };
}

/** Dishes out of view have only a reserved size; once drawn they may be taller, so the jump is corrected until it holds. */
function scrollToSection(id: string, corrections = 4): void {
  const section = document.getElementById(id);
  if (!section) return;
  const before = section.getBoundingClientRect().top;
  section.scrollIntoView({ block: 'start', behavior: 'instant' });
  requestAnimationFrame(() => {
    const moved = Math.abs(section.getBoundingClientRect().top - before) > 1;
    if (moved && corrections > 0) scrollToSection(id, corrections - 1);
  });
}
