"""Grammar: articles by their sound, and what LanguageTool says where it is asked.

The names are those of its modules: `articles`, `languagetool` (the checks), `server` (where they are made).
"""
