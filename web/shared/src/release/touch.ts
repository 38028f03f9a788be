/** What shows that somebody is at the screen. */
export const signsOfTouch = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
