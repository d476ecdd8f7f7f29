"""How well questions are answered: the model's predictions, the measures, and what has changed."""
