// Vegetables cut into strips, as they lie on rice and noodles.
import { strips } from './ingredients.ts';

export const spinach = strips('#4f8f3a', '#2c5f24', 8, 58);
export const carrot = strips('#f6953a', '#d96a12', 8, 56);
export const radish = strips('#fffaf0', '#e4d8bf', 8, 56);
export const bracken = strips('#8a5a36', '#5c361c', 8, 56);
export const cucumber = strips('#cfe6a4', '#7db04e', 7, 56);
export const seaweed = strips('#2f4a3a', '#14261c', 6, 44);
