"""Pages that give a Base URL, rightly and wrongly, for the family ``base-url``.

A page is drawn in four steps: a client, a context in which its Base URL stands, a value, and how the page tells which
client it is. What is expected follows from `COMPOSITIONS` and `CLIENTS`, which say for each client which paths reach
the API and which rule speaks for each path that does not; no code of the program has a part in it. Beside them stand
pages about wrong field names, unknown models, outdated advice and labels, and a long list of uses that are right.

Texts hold slots: `‹v›` is the value as it is, `‹V›` the value as a writer would set it (bare, in a code span, as a
link), `‹l›` the name of the field, `‹L›` the name as a writer would set it, `‹n›` the client. The others are in
`Writer.slots`. All derives from the seed.
"""

from corpus.base_url.cases import cases

__all__ = ["cases"]
