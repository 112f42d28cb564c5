"""What the document allows is refused by a rule of training alone, never as malformed."""

import schemathesis
from schemathesis import GenerationMode


@schemathesis.check
def a_rule_has_a_code_of_its_own(ctx, response, case):
    meta = case.meta
    if meta is None or meta.generation.mode != GenerationMode.POSITIVE or response.status_code != 422:
        return
    problem = response.json()
    if problem["code"].startswith("request."):
        raise AssertionError(f"the document allows it, the code {problem['code']} doesn't: {problem['detail']}")
