"""The evaluation sets for answers and dialogues: YAML files, and the module that reads them."""
