"""Predictions that several tests use."""

from __future__ import annotations

from evaluation.answers.prediction import Prediction
from evaluation.sets.cases import Question

QUESTION = Question("what is emdr", "lay", ("treatment/emdr",))
RIGHT = Prediction(("treatment/emdr", "treatment/ddp"), "answer", "treatment/emdr", ("treatment/emdr",))
LATE = Prediction(("treatment/ddp", "treatment/emdr"), "ask", "nlu_fallback", ())
REJECTED = Prediction(("about/brain",), "reject", "out_of_scope/general", ())
AT_RISK = Prediction(("treatment/emdr",), "answer", "treatment/emdr", ("treatment/emdr",), "crisis")
