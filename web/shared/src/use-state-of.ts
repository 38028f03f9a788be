/** What zustand calls a store holds a screen's state: with us a store is the restaurant's. */
export { useStore as useStateOf } from 'zustand';
