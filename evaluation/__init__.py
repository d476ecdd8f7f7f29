"""How good the assistant is, measured on messages that it has not been trained on.

The modules beside this one are the commands: `report` (answers and dialogues), `safety` (the risk
detector) and `compare` (the benchmark against Rasa's default pipeline). The folders hold their parts:
`sets` the evaluation sets, `answers` and `risk` the measures, `peers` the comparison with other pipelines.
The evaluation sets for risk are in clinical/evaluation, since clinicians own them.
"""
