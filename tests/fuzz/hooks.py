"""What the document allows is refused by a rule of training alone, never as malformed."""

import schemathesis
from schemathesis import GenerationMode

# Moving time is no longer than timer time, nor that than elapsed time: JSON Schema can't compare numbers.
BEYOND_A_SCHEMA = "duration"


@schemathesis.check
def a_rule_has_a_code_of_its_own(ctx, response, case):
    meta = case.meta
    if meta is None or meta.generation.mode != GenerationMode.POSITIVE or response.status_code not in (400, 422):
        return
    problem = response.json()
    if problem.get("field", "").endswith(BEYOND_A_SCHEMA):
        return
    if problem["code"].startswith("request."):
        raise AssertionError(f"the document allows it, the code {problem['code']} doesn't: {problem['detail']}")
