"""The language server: what ``lint`` says, while a page is written. Needs the extra ``lsp`` (pygls).

server      what the editor asks and is told
sites       the site of a file, read again when it has changed
positions   places of ours as places of the protocol, and back
fixing      fixes as code actions
hints       hover, definitions and the outline of a page
completing  keys, values and headings that may stand at a place
"""
