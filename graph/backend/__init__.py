"""The array forest as a backend of networkx: `nx.*` on a `ForestGraph` runs on arrays, with networkx' own results."""
