"""The exercises, a module for each topic: references, cases, wrong answers by name, and other right ones."""
